package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

type labelRenderer struct {
	label   *Label
	width   float32
	objects []fyne.CanvasObject
}

func (r *labelRenderer) wrap(width float32) {
	t := r.label
	r.width = width
	color := t.Theme().Color(t.Color, fyne.CurrentApp().Settings().ThemeVariant())
	size := t.Theme().Size(t.TextSize)
	r.objects = r.objects[:0]
	for _, s := range t.lines(width) {
		o := canvas.NewText(s, color)
		o.TextSize, o.TextStyle, o.Alignment = size, t.Style, t.Align
		r.objects = append(r.objects, o)
	}
}

func (r *labelRenderer) lineHeight() float32 {
	size, _ := r.measure("M")
	return size.Height
}

// measure returns the size of a line, and how far below its top its baseline is:
// both are others where a character comes from the system's fonts.
func (r *labelRenderer) measure(line string) (fyne.Size, float32) {
	t := r.label
	return fyne.CurrentApp().Driver().RenderedTextSize(line, t.Theme().Size(t.TextSize), t.Style, nil)
}

func (r *labelRenderer) Layout(size fyne.Size) {
	if (r.label.Wrap || r.label.Cut) && size.Width != r.width {
		r.wrap(size.Width)
		canvas.Refresh(r.label)
	}
	h := r.lineHeight()
	y := float32(0)
	if !r.label.Wrap {
		y = (size.Height - h*float32(len(r.objects))) / 2
	}
	_, base := r.measure("M")
	for i, o := range r.objects {
		own, at := r.measure(o.(*canvas.Text).Text)
		o.Move(fyne.NewPos(0, y+float32(i)*h+base-at))
		o.Resize(fyne.NewSize(size.Width, own.Height))
	}
}

func (r *labelRenderer) MinSize() fyne.Size {
	t := r.label
	h := r.lineHeight() * float32(max(1, len(r.objects)))
	if t.Wrap || t.Cut {
		return fyne.NewSize(t.Theme().Size(t.TextSize)*4, h)
	}
	w := float32(0)
	for _, o := range r.objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, h)
}

func (r *labelRenderer) Refresh() {
	r.wrap(r.label.Size().Width)
	r.Layout(r.label.Size())
	canvas.Refresh(r.label)
}

func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *labelRenderer) Destroy() {}
