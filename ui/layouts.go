package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// gap is n times the theme's padding.
func gap(n float32) float32 { return n * theme.Padding() }

// widen gives an object its width before its height is asked for, since the
// height of what wraps follows from its width.
func widen(o fyne.CanvasObject, width float32) {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}

// bordered puts objects around the one in the middle. The keyboard reaches them
// as one reads: from the top, from the left. What is nil is not there.
func bordered(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewBorderLayout(top, bottom, left, right))
	for _, o := range []fyne.CanvasObject{top, left, middle, right, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

// column stacks objects at full width.
type column struct{ gap float32 }

// vertical returns objects below each other, n paddings apart.
func vertical(n float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{n}, objects...)
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		widen(o, size.Width)
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + gap(c.gap)
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		min.Width = max(min.Width, m.Width)
		min.Height += m.Height
		shown++
	}
	if shown > 1 {
		min.Height += float32(shown-1) * gap(c.gap)
	}
	return min
}

// labelled is a column whose first object is a label: beside each other such
// columns stand with what is below the label in line.
type labelled struct{ column }

// under returns objects below a label.
func under(label *text, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(labelled{column{1}}, append([]fyne.CanvasObject{label}, objects...)...)
}

// labelHeight is that of a labelled column's label, 0 for anything else.
func labelHeight(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok && c.Visible() {
		if _, ok := c.Layout.(labelled); ok {
			return c.Objects[0].MinSize().Height
		}
	}
	return 0
}

// row puts objects side by side, in widths by weight; one with weight 0 has the
// width it asks for. All stand at the top.
type row struct {
	gap     float32
	weights []float32
}

// sideBySide returns objects beside each other in widths by weight.
func sideBySide(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(row{3, weights}, objects...)
}

func (r row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	var sum float32
	widths := make([]float32, len(objects))
	width += gap(r.gap)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		width -= gap(r.gap)
		if r.weights[i] == 0 {
			widths[i] = o.MinSize().Width
			width -= widths[i]
		}
		sum += r.weights[i]
	}
	for i, o := range objects {
		if r.weights[i] > 0 && o.Visible() {
			widths[i] = max(0, width*r.weights[i]/sum)
		}
	}
	return widths
}

func (r row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	widths := r.widths(objects, size.Width)
	for i, o := range objects {
		widen(o, widths[i])
	}
	drops := r.drops(objects)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(x, drops[i]))
		o.Resize(fyne.NewSize(widths[i], size.Height-drops[i]))
		x += widths[i] + gap(r.gap)
	}
}

// drops returns how far below the top each object stands.
func (row) drops(objects []fyne.CanvasObject) []float32 {
	var most float32
	for _, o := range objects {
		most = max(most, labelHeight(o))
	}
	drops := make([]float32, len(objects))
	for i, o := range objects {
		if h := labelHeight(o); h > 0 {
			drops[i] = most - h
		}
	}
	return drops
}

func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	drops := r.drops(objects)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if min.Width > 0 {
			min.Width += gap(r.gap)
		}
		min.Width += m.Width
		min.Height = max(min.Height, m.Height+drops[i])
	}
	return min
}

// flow puts objects one after the other, in as many lines as it takes, centred
// on their line.
type flow struct {
	gap   float32
	width *float32 // of the last layout: the height follows from it
}

// inFlow returns objects as words in a paragraph, n paddings apart.
func inFlow(n float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flow{n, new(float32)}, objects...)
}

// place calls put for each visible object and returns the height taken.
func (f flow) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y float32
	var line []fyne.CanvasObject
	end := func() {
		h := float32(0)
		for _, o := range line {
			h = max(h, o.MinSize().Height)
		}
		at := float32(0)
		for _, o := range line {
			m := o.MinSize()
			put(o, fyne.NewPos(at, y+(h-m.Height)/2), fyne.NewSize(min(m.Width, width), m.Height))
			at += m.Width + gap(f.gap)
		}
		y += h
		line = nil
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if len(line) > 0 && x+w > width {
			end()
			y += gap(f.gap) / 3
			x = 0
		}
		line = append(line, o)
		x += w + gap(f.gap)
	}
	end()
	return y
}

func (f flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*f.width = size.Width
	f.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (f flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		if o.Visible() {
			min.Width = max(min.Width, o.MinSize().Width)
		}
	}
	width := *f.width
	if width == 0 {
		width = 1e6
	}
	min.Height = f.place(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
	return min
}

// high gives an object at least a height in text sizes.
type high struct{ ems float32 }

func (high) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (h high) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(gap(40), h.ems*theme.TextSize())
}

// inset keeps n paddings free on each side.
type inset struct{ x, y float32 }

// padded returns an object with x and y paddings around it.
func padded(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(inset{x, y}, o)
}

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		widen(o, size.Width-2*gap(i.x))
		o.Move(fyne.NewPos(gap(i.x), gap(i.y)))
		o.Resize(size.SubtractWidthHeight(2*gap(i.x), 2*gap(i.y)))
	}
}

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		min = min.Max(o.MinSize())
	}
	return min.AddWidthHeight(2*gap(i.x), 2*gap(i.y))
}
