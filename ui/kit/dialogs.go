package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Dialogs are those of a window that are open, the topmost last.
type Dialogs struct {
	window fyne.Window
	stack  []*Dialog
}

// NewDialogs returns the dialogs of a window, none of which is open.
func NewDialogs(window fyne.Window) *Dialogs { return &Dialogs{window: window} }

// Top returns the topmost dialog, nil when none is open.
func (d *Dialogs) Top() *Dialog {
	if len(d.stack) == 0 {
		return nil
	}
	return d.stack[len(d.stack)-1]
}

// Count returns how many are open.
func (d *Dialogs) Count() int { return len(d.stack) }

// CloseAll closes whatever is open.
func (d *Dialogs) CloseAll() {
	for len(d.stack) > 0 {
		d.stack[0].Close()
	}
}

// New returns a dialog that is not shown yet, as wide as ems text sizes.
func (d *Dialogs) New(title string, body fyne.CanvasObject, ems float32) *Dialog {
	t := NewLabel(strings.TrimSuffix(title, "…"), SizeTitle, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	t.Wrap = true
	return &Dialog{dialogs: d, Title: t, Body: body, width: ems}
}
