package ui

import (
	"cmp"
	"context"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// savedEnding is that of a file with an image in it.
const savedEnding = ".tar"

// pushFileDialog pushes an image that was saved to a file.
type pushFileDialog struct{ win *Window }

// choose lets a person choose an image that was saved to a file.
func (t pushFileDialog) choose() {
	t.win.browse(browsing{title: words.L("Push from a file"), start: t.win.options.Downloads, endings: []string{savedEnding},
		chosen: func(paths []string) { t.open(paths[0]) }})
}

// open reads which tag the image in a file has, and asks where it goes.
func (t pushFileDialog) open(path string) {
	title, tag := words.L("Push from a file"), ""
	read := func(context.Context) (err error) {
		tag, err = session.SavedTag(path)
		return err
	}
	t.win.dialogs.perform(title, path, read, func() { t.ask(path, tag) })
}

// ask asks which tag a saved image is pushed to: the form's, or the one
// that it was saved with where the form has none.
func (t pushFileDialog) ask(path, saved string) {
	tag, fault := entryWith(cmp.Or(t.win.session.Snapshot().Form.Tag, saved)), newFault()
	tag.SelectsAll = true // another one is typed over it
	tag.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	help := words.L("The sign-in is the form's.")
	if saved != "" {
		help = words.Sentences(words.L("It was saved as {{.Tag}}.", map[string]any{"Tag": saved}), help)
	}
	d := t.win.dialogs.New(words.L("Push from a file"), kit.Column(3, plainFact(words.L("File"), path),
		named(words.L("Auxiliary Image Tag"), help, tag), fault.Label), 48)
	cancel := kit.NewButton(words.L("Cancel"), d.Close)
	d.First = tag
	d.Show(cancel, cancel, kit.NewButton(words.L("Push"), func() {
		t.win.session.Edit(func(f *form.Form) { f.SetTag(strings.TrimSpace(tag.Text)) })
		if err := t.win.session.PushFile(path); err != nil {
			fault.show(d, words.OfError(err).String())
			return
		}
		t.win.pushed = path
		d.Close()
		t.win.redraw()
	}))
}
