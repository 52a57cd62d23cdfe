package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// columnLayout stacks objects at full width.
type columnLayout struct{ gap float32 }

// Column returns objects below each other, n paddings apart.
func Column(n float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columnLayout{n}, objects...)
}

func (c columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		FitWidth(o, size.Width)
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + Gap(c.gap)
	}
}

func (c columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
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
		min.Height += float32(shown-1) * Gap(c.gap)
	}
	return min
}

// labelledLayout is a column whose first object is a label: beside each other such
// columns stand with what is below the label in line.
type labelledLayout struct{ columnLayout }

// Under returns objects below a label.
func Under(label *Label, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(labelledLayout{columnLayout{1}}, append([]fyne.CanvasObject{label}, objects...)...)
}

// labelHeight is that of a labelled column's label, 0 for anything else.
func labelHeight(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok && c.Visible() {
		if _, ok := c.Layout.(labelledLayout); ok {
			return c.Objects[0].MinSize().Height
		}
	}
	return 0
}
