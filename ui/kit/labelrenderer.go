package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

type labelRenderer struct {
	label *Label
	width float32
	lines [][]*canvas.Text // the runs of each
	room  int              // lines that there is room for at least
}

func (r *labelRenderer) wrap(width float32) {
	t := r.label
	r.width = width
	color := t.Theme().Color(t.Color, fyne.CurrentApp().Settings().ThemeVariant())
	size := t.Theme().Size(t.TextSize)
	r.room = 1
	for _, s := range t.Room {
		r.room = max(r.room, len(t.broken(s, width)))
	}
	r.lines = r.lines[:0]
	for _, s := range t.broken(t.Text, width) {
		var line []*canvas.Text
		for _, part := range runsOf(s, t.Style) {
			o := canvas.NewText(part.text, color)
			o.TextSize, o.TextStyle = size, part.style
			line = append(line, o)
		}
		r.lines = append(r.lines, line)
	}
}

func (r *labelRenderer) lineHeight() float32 {
	size, _ := r.measure("M", r.label.Style)
	return size.Height
}

// measure returns the size of a text, and how far below its top its baseline is:
// both are others where a character comes from the system's fonts.
func (r *labelRenderer) measure(text string, style fyne.TextStyle) (fyne.Size, float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(text, r.label.Theme().Size(r.label.TextSize), style, nil)
}

func (r *labelRenderer) Layout(size fyne.Size) {
	if (r.label.Wrap || r.label.Cut) && size.Width != r.width {
		r.wrap(size.Width)
		canvas.Refresh(r.label)
	}
	h := r.lineHeight()
	y := float32(0)
	if !r.label.Wrap {
		y = (size.Height - h*float32(len(r.lines))) / 2
	}
	_, base := r.measure("M", r.label.Style)
	for i, line := range r.lines {
		x := r.begins(line, size.Width)
		for _, o := range line {
			own, at := r.measure(o.Text, o.TextStyle)
			o.Move(fyne.NewPos(x, y+float32(i)*h+base-at))
			o.Resize(own)
			x += own.Width
		}
	}
}

// begins returns where a line begins in a width.
func (r *labelRenderer) begins(line []*canvas.Text, width float32) float32 {
	switch r.label.Align {
	case fyne.TextAlignTrailing:
		return width - widthOf(line)
	case fyne.TextAlignCenter:
		return (width - widthOf(line)) / 2
	}
	return 0
}

func widthOf(line []*canvas.Text) (width float32) {
	for _, o := range line {
		width += o.MinSize().Width
	}
	return width
}

func (r *labelRenderer) MinSize() fyne.Size {
	t := r.label
	h := r.lineHeight() * float32(max(r.room, len(r.lines)))
	if t.Wrap || t.Cut {
		return fyne.NewSize(t.Theme().Size(t.TextSize)*4, h)
	}
	w := float32(0)
	for _, line := range r.lines {
		w = max(w, widthOf(line))
	}
	return fyne.NewSize(w, h)
}

func (r *labelRenderer) Refresh() {
	r.wrap(r.label.Size().Width)
	r.Layout(r.label.Size())
	canvas.Refresh(r.label)
}

func (r *labelRenderer) Objects() (all []fyne.CanvasObject) {
	for _, line := range r.lines {
		for _, o := range line {
			all = append(all, o)
		}
	}
	return all
}

func (r *labelRenderer) Destroy() {}
