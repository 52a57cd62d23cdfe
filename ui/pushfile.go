package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// savedEnding is that of a file with an image in it.
const savedEnding = ".tar"

// choosePushFile lets a person choose an image that was saved to a file.
func (w *Window) choosePushFile() {
	w.browse(browsing{title: words.L("Push from a file"), start: w.options.Downloads, endings: []string{savedEnding},
		chosen: func(paths []string) { w.openPushFile(paths[0]) }})
}

// openPushFile reads which tag the image in a file has, and asks where it goes.
func (w *Window) openPushFile(path string) {
	wait := w.dialogs.New(words.L("Push from a file"), kit.Muted(words.L("Reading {{.Name}}…", map[string]any{"Name": filepath.Base(path)})), 36)
	cancel := kit.NewButton(words.L("Cancel"), wait.Close)
	wait.NoDefault = true
	wait.Show(cancel, cancel)
	go func() {
		tag, err := session.SavedTag(path)
		fyne.Do(func() {
			switch {
			case !wait.IsOpen():
			case err != nil:
				wait.Close()
				w.dialogs.tellError(words.L("Push from a file"), err)
			default:
				wait.Close()
				w.askPushFile(path, tag)
			}
		})
	}()
}

// askPushFile asks which tag a saved image is pushed to: the form's, or the one
// that it was saved with where the form has none.
func (w *Window) askPushFile(path, saved string) {
	to := w.session.Snapshot().Form.Tag
	if to == "" {
		to = saved
	}
	tag, fault := filled(to), kit.Paragraph("")
	tag.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	fault.Color = theme.ColorNameError
	fault.Hide()
	help := words.L("The sign-in is the form's.")
	if saved != "" {
		help = words.L("It was saved as {{.Tag}}.", map[string]any{"Tag": saved}) + " " + help
	}
	d := w.dialogs.New(words.L("Push from a file"), kit.Column(3, plainFact(words.L("File"), path),
		named(words.L("Auxiliary Image Tag"), help, tag), fault), 48)
	cancel := kit.NewButton(words.L("Cancel"), d.Close)
	d.First = tag
	d.Show(cancel, cancel, kit.NewButton(words.L("Push"), func() {
		w.session.SetTag(strings.TrimSpace(tag.Text))
		if err := w.session.PushFile(path); err != nil {
			fault.SetText(words.OfError(err).String())
			kit.SetVisible(fault, true)
			d.Fit()
			return
		}
		w.pushed = path
		d.Close()
		w.redraw()
	}))
}
