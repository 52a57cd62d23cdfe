package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// misfits tells of texts and buttons that are wider than their room, or lie
// beside the window.
func (w *Window) misfits(size fyne.Size) (faults []string) {
	look := func(what string, o fyne.CanvasObject, x float32) {
		if room, needs := o.Size().Width, o.MinSize().Width; room+0.5 < needs {
			faults = append(faults, fmt.Sprintf("%q needs %.0f and has %.0f", what, needs, room))
		}
		if x < 0 || x+o.Size().Width > size.Width+0.5 {
			faults = append(faults, fmt.Sprintf("%q goes from %.0f to %.0f", what, x, x+o.Size().Width))
		}
	}
	var walk func(o fyne.CanvasObject, x float32)
	walk = func(o fyne.CanvasObject, x float32) {
		if !o.Visible() {
			return
		}
		x += o.Position().X
		switch o := o.(type) {
		case *text:
			if !o.cut {
				look(o.Text, o, x)
			}
		case *button:
			look(o.Text, o, x)
		case *option:
			look(o.label, o, x)
		case *tab:
			look(o.title, o, x)
		case *check:
			look(o.Text, o, x)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, x)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, x)
			}
		}
	}
	walk(w.window.Content(), 0)
	for _, o := range w.window.Canvas().Overlays().List() {
		walk(o, 0)
	}
	return faults
}
