package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

type textRenderer struct {
	text    *text
	width   float32
	objects []fyne.CanvasObject
}

func (r *textRenderer) wrap(width float32) {
	t := r.text
	r.width = width
	color := t.Theme().Color(t.color, fyne.CurrentApp().Settings().ThemeVariant())
	size := t.Theme().Size(t.size)
	r.objects = r.objects[:0]
	for _, s := range t.lines(width) {
		o := canvas.NewText(s, color)
		o.TextSize, o.TextStyle, o.Alignment = size, t.style, t.align
		r.objects = append(r.objects, o)
	}
}

func (r *textRenderer) lineHeight() float32 {
	t := r.text
	return fyne.MeasureText("M", t.Theme().Size(t.size), t.style).Height
}

func (r *textRenderer) Layout(size fyne.Size) {
	if (r.text.wrap || r.text.cut) && size.Width != r.width {
		r.wrap(size.Width)
		canvas.Refresh(r.text)
	}
	h := r.lineHeight()
	y := float32(0)
	if !r.text.wrap {
		y = (size.Height - h*float32(len(r.objects))) / 2
	}
	for i, o := range r.objects {
		o.Move(fyne.NewPos(0, y+float32(i)*h))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	h := r.lineHeight() * float32(max(1, len(r.objects)))
	if t.wrap || t.cut {
		return fyne.NewSize(t.Theme().Size(t.size)*4, h)
	}
	w := float32(0)
	for _, o := range r.objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, h)
}

func (r *textRenderer) Refresh() {
	r.wrap(r.text.Size().Width)
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) Destroy() {}
