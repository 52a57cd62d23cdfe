package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func (e *Entry) FocusGained() {
	e.HasFocus = true
	if e.SelectedText() == "" { // as the window is come back to, there may be some
		e.CursorColumn = len([]rune(e.Text)) // a click moves it on
	}
	e.Entry.FocusGained()
	e.selectAll()
	if e.OnReached != nil {
		e.OnReached()
	}
	if !e.click.brings { // or else as the click ends
		TellFocused(e)
	}
}

func (e *Entry) FocusLost() {
	e.HasFocus, e.click.brought = false, false
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// TypedRune types.
func (e *Entry) TypedRune(r rune) {
	e.comeIntoSight()
	e.Entry.TypedRune(r)
}

// TypedShortcut edits; what is no editing goes on to the canvas.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.comeIntoSight()
	switch c := s.(type) {
	case *fyne.ShortcutPaste:
		e.pasted = true
		s = &fyne.ShortcutPaste{Clipboard: cutClipboard{c.Clipboard, e}}
	case *desktop.CustomShortcut:
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
	}
	e.Entry.TypedShortcut(s)
}

// CreateRenderer draws the entry; the wheel over it scrolls the page.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.drawing = &wheelRenderer{e.Entry.CreateRenderer(), newWheelArea(func(ev *fyne.ScrollEvent) {
		if p, _ := pageOf(e); p != nil {
			p.Scrolled(ev)
		}
	})}
	return e.drawing
}

func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	e.comeIntoSight()
	switch {
	case IsEnter(ev) && !e.MultiLine && e.OnEntered != nil:
		e.OnEntered()
	case IsEnter(ev) && !e.MultiLine, isWindows(ev):
		PassKey(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}
