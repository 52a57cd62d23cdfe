package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// SelectToReplace selects what is typed over by somebody who comes to the entry: the part
// that Selects has, or else all.
func (e *Entry) SelectToReplace() {
	from, to := 0, len([]rune(e.Text))
	if e.Selects != nil {
		from, to = e.Selects(e.Text)
	}
	if from == 0 && to == len([]rune(e.Text)) {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		return
	}
	e.selectPart(from, to)
}

// selectPart selects by the keys that a person would press: Fyne has no other way.
func (e *Entry) selectPart(from, to int) {
	length := len([]rune(e.Text))
	from, to = min(max(0, from), length), min(max(0, to), length) // a cursor beside the text ends the program
	e.unselect()
	e.CursorColumn = from
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.KeyDown(shift)
	for range to - from {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.KeyUp(shift)
}

// SetText replaces the text. What was selected is no longer: Fyne would go on with the
// selection where the next text is typed.
func (e *Entry) SetText(text string) {
	e.unselect()
	e.Entry.SetText(text)
}

// unselect selects nothing.
func (e *Entry) unselect() {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
}
