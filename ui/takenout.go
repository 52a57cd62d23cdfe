package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/ui/kit"
)

// takenOut says which file was taken off the list last, and puts it back, until the
// list is changed otherwise. What an opened image had and has no more is said by its own
// line.
type takenOut struct {
	*fyne.Container
	win  *Window
	says *kit.Label
	back *kit.Button
	gone form.Removal
	left []input.File // right after that
}

func newTakenOut(w *Window) *takenOut {
	t := &takenOut{win: w, says: kit.Paragraph("")}
	t.back = kit.NewButton(words.L("Put back"), t.undo)
	t.Container = kit.Bordered(nil, nil, nil, t.back, t.says)
	return t
}

// take takes a file off its list. The key or click that did goes on to what undoes it.
func (t *takenOut) take(path string) {
	t.win.session.Edit(func(f *form.Form) {
		t.gone = f.Remove(path)
		t.left = f.Files()
	})
	t.win.redraw()
	if t.Visible() {
		t.win.window.Canvas().Focus(t.back)
	}
}

func (t *takenOut) undo() {
	if t.offers(t.win.session.Snapshot()) {
		t.win.session.Edit(func(f *form.Form) { f.Undo(t.gone) })
		t.win.redraw()
	}
}

// offers tells whether the list is still as it was left.
func (t *takenOut) offers(s session.Snapshot) bool {
	return t.gone.File.Path != "" && t.gone.File.Image == "" && slices.Equal(s.Form.Files(), t.left)
}

func (t *takenOut) draw(s session.Snapshot) {
	if t.offers(s) {
		t.says.SetText(words.L("Taken out: {{.Name}}.", map[string]any{"Name": filepath.Base(t.gone.File.Path)}))
		t.Show()
	} else {
		t.Hide()
	}
}
