package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// rowLayout puts objects side by side, in widths by weight; one with weight 0 has the
// width it asks for.
type rowLayout struct {
	gap     float32
	weights []float32
	middle  bool // each stands in the middle of the height; else all at the top
}

// Row returns objects beside each other in widths by weight.
func Row(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: 3, weights: weights}, objects...)
}

// MiddleRow is Row with each object in the middle of the row's height.
func MiddleRow(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap: 3, weights: weights, middle: true}, objects...)
}

func (r rowLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	var sum float32
	widths := make([]float32, len(objects))
	width += Gap(r.gap)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		width -= Gap(r.gap)
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

func (r rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	widths := r.widths(objects, size.Width)
	for i, o := range objects {
		FitWidth(o, widths[i])
	}
	drops := r.drops(objects)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		y, h := drops[i], size.Height-drops[i]
		if r.middle {
			h = o.MinSize().Height
			y = (size.Height - h) / 2
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i] + Gap(r.gap)
	}
}

// drops returns how far below the top each object stands.
func (rowLayout) drops(objects []fyne.CanvasObject) []float32 {
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

func (r rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	drops := r.drops(objects)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if min.Width > 0 {
			min.Width += Gap(r.gap)
		}
		min.Width += m.Width
		min.Height = max(min.Height, m.Height+drops[i])
	}
	return min
}
