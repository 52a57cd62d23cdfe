package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// entryClick is the click that brings an entry the focus.
type entryClick struct {
	pressed *desktop.MouseEvent // the button is down; nil while it is not
	brings  bool                // the focus is coming by it
	brought bool                // the focus came by it, and nothing was typed since
}

// MouseDown sets the cursor. An entry without the focus gets it as the button is let go:
// the field that is left may say then what is wrong with it, and Fyne gives a click to
// nobody when another thing is under the mouse at its end than was at its beginning.
func (e *Entry) MouseDown(ev *desktop.MouseEvent) {
	if !e.HasFocus {
		e.click.pressed = ev
		return
	}
	e.Entry.MouseDown(ev)
}

// MouseUp ends a click.
func (e *Entry) MouseUp(ev *desktop.MouseEvent) {
	if e.click.pressed != nil {
		e.takeClick()
	}
	e.Entry.MouseUp(ev)
	PassKey(e, &fyne.KeyEvent{Name: KeyClicked})
}

// Dragged selects. A hand that clicks trembles, which drags nothing.
func (e *Entry) Dragged(ev *fyne.DragEvent) {
	if begun := e.click.pressed; begun != nil {
		if way := ev.Position.X - begun.Position.X; max(way, -way) < Gap(1) {
			return
		}
		e.takeClick()
	}
	e.Entry.Dragged(ev)
}

// takeClick brings the entry the focus, and sets the cursor where that does not select
// all.
func (e *Entry) takeClick() {
	ev := e.click.pressed
	e.click.pressed, e.click.brings, e.click.brought = nil, true, true
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); e.SelectsAll && c != nil {
		c.Focus(e)
	} else {
		e.Entry.MouseDown(ev)
	}
	e.click.brings = false
}

// comeIntoSight has the window show the whole of an entry that is typed into. A click
// does not: what moved under the mouse would get a second one.
func (e *Entry) comeIntoSight() {
	if e.click.brought {
		e.click.brought = false
		TellFocused(e)
	}
}
