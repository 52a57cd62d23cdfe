package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// frame is the border of a field, for widgets that have none of their own.
type frame struct{ widget.BaseWidget }

// Framed returns an object with a field's border over it.
func Framed(o fyne.CanvasObject) *fyne.Container {
	f := &frame{}
	f.ExtendBaseWidget(f)
	return container.NewStack(o, f)
}

func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	r := &frameRenderer{frame: f, border: canvas.NewRectangle(nil)}
	r.Shapes = Shapes{r.border}
	r.Refresh()
	return r
}

type frameRenderer struct {
	Shapes
	frame  *frame
	border *canvas.Rectangle
}

func (r *frameRenderer) Layout(size fyne.Size) { r.border.Resize(size) }

func (r *frameRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *frameRenderer) Refresh() {
	th, v := r.frame.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.border.StrokeColor = th.Color(theme.ColorNameInputBorder, v)
	r.border.StrokeWidth = th.Size(theme.SizeNameInputBorder)
	r.border.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.border.Refresh()
}
