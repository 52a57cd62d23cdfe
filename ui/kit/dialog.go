package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a dialog: a title, a body that scrolls when it must, and buttons of
// which Enter presses one and Esc another.
type Dialog struct {
	dialogs   *Dialogs
	Title     *Label
	Body      fyne.CanvasObject
	First     fyne.Focusable // gets the focus; Default when nil
	Default   *Button        // pressed by Enter
	Dismiss   *Button        // pressed by Esc
	Buttons   []*Button
	Scroll    *Page
	over      *overlay
	width     float32 // width wanted, in text sizes
	OnClosed  func()  // called when the dialog is closed; nil when nobody minds
	OnEscape  func()  // called for Esc in the place of Dismiss; nil where Esc presses that
	Note      *Label  // beside the buttons; nil for none
	Tall      bool    // as high as the window allows, for lists
	NoDefault bool    // no button is the default: Enter does nothing, and nothing has the focus
}

// Show shows the dialog with its buttons. The last one is the default, unless
// another one was made that before, and of primary importance.
func (d *Dialog) Show(esc *Button, buttons ...*Button) {
	d.Dismiss, d.Buttons = esc, buttons
	if !d.NoDefault {
		if d.Default == nil {
			d.Default = buttons[len(buttons)-1]
		}
		d.Default.Importance = widget.HighImportance
	}
	objects, weights := []fyne.CanvasObject{layout.NewSpacer()}, []float32{1}
	if d.Note != nil {
		objects[0] = d.Note
	}
	for _, b := range buttons {
		objects, weights = append(objects, b), append(weights, 0)
	}
	d.present(container.New(rowLayout{gap: 2, weights: weights, middle: true}, objects...))
}

// Escape answers Esc.
func (d *Dialog) Escape() {
	switch {
	case d.OnEscape != nil:
		d.OnEscape()
	case d.Dismiss != nil:
		d.Dismiss.Tapped(nil)
	}
}

func (d *Dialog) present(bar fyne.CanvasObject) {
	d.Body = Padded(2, 0.5, d.Body) // keeps the scroll bar off the fields, and their edges off the end
	d.Scroll = NewPage(d.Body)
	content := container.New(dialogLayout{d}, d.Title, d.Scroll, bar)
	d.over = newOverlay(content, func(window fyne.Size) fyne.Size { return dialogLayout{d}.wanted(content.Objects, window) })
	c := d.dialogs.window.Canvas()
	d.dialogs.stack = append(d.dialogs.stack, d)
	d.over.Resize(c.Size())
	releaseShift(c.Focused())
	c.Overlays().Add(d.over)
	switch {
	case d.First != nil:
		c.Focus(d.First)
	case d.Default != nil:
		c.Focus(d.Default)
	}
}

// releaseShift has what is left for a dialog hear that Shift is up: a Shift that opens the
// dialog is let go in there, and it would stay down for an entry, which Fyne does not tell
// either that it loses the focus.
func releaseShift(focused fyne.Focusable) {
	if k, ok := focused.(desktop.Keyable); ok {
		k.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

// SetDefault makes another button the default of a dialog that has one.
func (d *Dialog) SetDefault(b *Button) {
	if d.Default == b {
		return
	}
	d.Default.SetPrimary(false)
	d.Default = b
	b.SetPrimary(true)
}

// Fit gives the dialog the size that its content asks for now, within the window.
func (d *Dialog) Fit() { d.over.Refresh() }

// IsOpen tells whether the dialog is still there.
func (d *Dialog) IsOpen() bool { return slices.Contains(d.dialogs.stack, d) }

// Close takes the dialog, and what is above it, off the window.
func (d *Dialog) Close() {
	for i, open := range d.dialogs.stack {
		if open == d {
			d.dialogs.stack = d.dialogs.stack[:i]
			d.dialogs.window.Canvas().Overlays().Remove(d.over)
			if d.OnClosed != nil {
				d.OnClosed()
			}
			return
		}
	}
}
