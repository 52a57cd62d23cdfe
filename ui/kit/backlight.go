package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// NewBacklight returns the ground of a row in a CursorList, which is dark.
func NewBacklight() *canvas.Rectangle {
	b := canvas.NewRectangle(nil)
	b.CornerRadius = theme.InputRadiusSize()
	return b
}

// Light lights the ground of a row up that is chosen, and draws a line around the one
// that the keyboard is at.
func Light(ground *canvas.Rectangle, chosen, reached bool) {
	th, v := fyne.CurrentApp().Settings().Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ground.FillColor, ground.StrokeColor, ground.StrokeWidth = nil, nil, 0
	if chosen {
		ground.FillColor = th.Color(theme.ColorNameSelection, v)
	}
	if reached {
		ground.StrokeColor, ground.StrokeWidth = th.Color(theme.ColorNamePrimary, v), th.Size(theme.SizeNameInputBorder)
	}
	ground.Refresh()
}
