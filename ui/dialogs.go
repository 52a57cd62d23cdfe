package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// dialogs are those of a window that are open, the topmost last.
type dialogs struct {
	window fyne.Window
	stack  []*sheet
}

// newDialogs returns the dialogs of a window, none of which is open.
func newDialogs(window fyne.Window) *dialogs { return &dialogs{window: window} }

// top returns the topmost dialog, nil when none is open.
func (d *dialogs) top() *sheet {
	if len(d.stack) == 0 {
		return nil
	}
	return d.stack[len(d.stack)-1]
}

// count returns how many are open.
func (d *dialogs) count() int { return len(d.stack) }

// closeAll closes whatever is open.
func (d *dialogs) closeAll() {
	for len(d.stack) > 0 {
		d.stack[0].close()
	}
}

// newSheet returns a dialog that is not shown yet, as wide as ems text sizes.
func (d *dialogs) newSheet(title string, body fyne.CanvasObject, ems float32) *sheet {
	t := newText(title, sizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	t.wrap = true
	return &sheet{of: d, title: t, body: body, ems: ems}
}
