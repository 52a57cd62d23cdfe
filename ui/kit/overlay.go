package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// overlay is what a dialog stands on: a veil over the whole window and a surface
// in the middle, of the size that the dialog wants in a window of that size.
type overlay struct {
	widget.BaseWidget
	content fyne.CanvasObject
	wanted  func(window fyne.Size) fyne.Size
}

func newOverlay(content fyne.CanvasObject, wanted func(window fyne.Size) fyne.Size) *overlay {
	o := &overlay{content: content, wanted: wanted}
	o.ExtendBaseWidget(o)
	return o
}

func (o *overlay) held() fyne.CanvasObject { return o.content }

func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	r := &overlayRenderer{overlay: o, veil: canvas.NewRectangle(nil), back: canvas.NewRectangle(nil)}
	r.Shapes = Shapes{r.veil, r.back, r.overlay.content}
	r.paint()
	return r
}

type overlayRenderer struct {
	Shapes
	overlay    *overlay
	veil, back *canvas.Rectangle
	window     fyne.Size // of the last layout
	top        float32   // of the surface in it
}

func (r *overlayRenderer) Layout(window fyne.Size) {
	size := r.overlay.wanted(window)
	at := fyne.NewPos((window.Width-size.Width)/2, r.topOf(size, window))
	r.veil.Resize(window)
	for _, o := range []fyne.CanvasObject{r.back, r.overlay.content} {
		o.Resize(size)
		o.Move(at)
	}
}

// topOf returns where the surface begins: in the middle at first, and then where
// it did, so that what grows does so downwards, as far as there is room.
func (r *overlayRenderer) topOf(size, window fyne.Size) float32 {
	if window != r.window {
		r.window, r.top = window, (window.Height-size.Height)/2
	}
	r.top = max(0, min(r.top, window.Height-size.Height-Gap(5)))
	return r.top
}

func (r *overlayRenderer) MinSize() fyne.Size { return r.overlay.content.MinSize() }

func (r *overlayRenderer) paint() {
	th, v := r.overlay.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.veil.FillColor = th.Color(theme.ColorNameShadow, v)
	r.back.FillColor = th.Color(theme.ColorNameOverlayBackground, v)
	r.back.StrokeColor = th.Color(ColorBorder, v)
	r.back.StrokeWidth = th.Size(theme.SizeNameSeparatorThickness)
	r.back.CornerRadius = Gap(2.5)
}

func (r *overlayRenderer) Refresh() {
	r.paint()
	r.Layout(r.overlay.Size())
	r.overlay.content.Refresh()
	canvas.Refresh(r.overlay)
}
