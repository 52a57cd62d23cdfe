package ui

import "fyne.io/fyne/v2"

// focusTrail knows what had the focus last, in the form and in each dialog.
type focusTrail struct {
	last map[fyne.CanvasObject]fyne.Focusable // by the dialog; the form's by nil
}

// moved notes what has the focus, and tells whether something else had it there before,
// or a dialog has just opened: what gets it again as a dialog closes or the window is come
// back to has not moved, nor has what the program begins with.
func (t *focusTrail) moved(c fyne.Canvas) bool {
	top, now := c.Overlays().Top(), c.Focused()
	was, known := t.last[top]
	if t.last == nil || top == nil { // of closed dialogs nothing is kept
		t.last = map[fyne.CanvasObject]fyne.Focusable{}
	}
	t.last[top] = now
	return was != now && (known || top != nil)
}
