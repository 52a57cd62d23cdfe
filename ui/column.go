package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

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
