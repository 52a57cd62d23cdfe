package ui

import (
	"fyne.io/fyne/v2"
)

// pass hands a key that a widget has no use for to the canvas, where the window
// listens for Enter and Esc.
func pass(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(ev)
	}
}

// keyFocused tells the window, on the way of the keys, that a widget has the
// focus now: what the keyboard reached must be seen.
const keyFocused fyne.KeyName = "Focused"

func tellFocused(w fyne.CanvasObject) { pass(w, &fyne.KeyEvent{Name: keyFocused}) }

func isEnter(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}
