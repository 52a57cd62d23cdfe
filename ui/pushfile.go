package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
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
	wait := w.dialogs.newSheet(words.L("Push from a file"), muted(words.L("Reading {{.Name}}…", map[string]any{"Name": filepath.Base(path)})), 36)
	cancel := newButton(words.L("Cancel"), wait.close)
	wait.show(cancel, cancel)
	go func() {
		tag, err := session.SavedTag(path)
		fyne.Do(func() {
			switch {
			case !wait.open():
			case err != nil:
				wait.close()
				w.tellError(words.L("Push from a file"), err)
			default:
				wait.close()
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
	tag, fault := filled(to), paragraph("")
	tag.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	fault.color = theme.ColorNameError
	fault.Hide()
	help := words.L("The sign-in is the form's.")
	if saved != "" {
		help = words.L("It was saved as {{.Tag}}.", map[string]any{"Tag": saved}) + " " + help
	}
	d := w.dialogs.newSheet(words.L("Push from a file"), vertical(3, plainFact(words.L("File"), path),
		named(words.L("Auxiliary Image Tag"), help, tag), fault), 48)
	cancel := newButton(words.L("Cancel"), d.close)
	d.first = tag
	d.show(cancel, cancel, newButton(words.L("Push"), func() {
		w.session.SetTag(strings.TrimSpace(tag.Text))
		if err := w.session.PushFile(path); err != nil {
			fault.setText(words.OfError(err).String())
			shown(fault, true)
			d.fit()
			return
		}
		w.pushed = path
		d.close()
		w.redraw()
	}))
}
