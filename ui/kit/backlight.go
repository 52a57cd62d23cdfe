package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Backlight is the ground of a row in a CursorList.
type Backlight struct{ canvas.Rectangle }

// NewBacklight returns a ground that is dark.
func NewBacklight() *Backlight {
	b := &Backlight{}
	b.CornerRadius = theme.InputRadiusSize()
	return b
}

// Light lights a row up that is chosen, and draws a line around the one that the
// keyboard is at.
func (b *Backlight) Light(chosen, reached bool) {
	th, v := fyne.CurrentApp().Settings().Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	b.FillColor, b.StrokeColor, b.StrokeWidth = nil, nil, 0
	if chosen {
		b.FillColor = th.Color(theme.ColorNameSelection, v)
	}
	if reached {
		b.StrokeColor, b.StrokeWidth = th.Color(theme.ColorNamePrimary, v), th.Size(theme.SizeNameInputBorder)
	}
	b.Refresh()
}
