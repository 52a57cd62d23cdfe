package kit

import "fyne.io/fyne/v2"

// Shapes are what a widget is drawn of where that stays the same, the lowest first: a
// part of its renderer.
type Shapes []fyne.CanvasObject

// Objects implements fyne.WidgetRenderer.
func (s Shapes) Objects() []fyne.CanvasObject { return s }

// Destroy implements fyne.WidgetRenderer.
func (Shapes) Destroy() {}
