package kit

import (
	"fyne.io/fyne/v2"
)

// PassKey hands a key that a widget has no use for to the canvas, where the window
// listens for Enter and Esc.
func PassKey(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(ev)
	}
}

// KeyFocused tells the window, on the way of the keys, that a widget has the
// focus now: what the keyboard reached must be seen.
const KeyFocused fyne.KeyName = "Focused"

// KeyClicked tells the window that an entry was clicked on, and has the focus: it is
// where the mouse is, and stays there.
const KeyClicked fyne.KeyName = "Clicked"

// TellFocused passes KeyFocused on for a widget that has just got the focus.
func TellFocused(w fyne.CanvasObject) { PassKey(w, &fyne.KeyEvent{Name: KeyFocused}) }

// IsEnter tells whether a key is one of the two that are called Enter.
func IsEnter(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

// isWindows tells whether a key has a meaning for the window alone: Esc, F10, and F1
// for help.
func isWindows(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyEscape || ev.Name == fyne.KeyF1 || ev.Name == fyne.KeyF10
}
