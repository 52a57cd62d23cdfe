package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// middleLayout is a row whose objects stand in the middle of its height.
type middleLayout struct{ rowLayout }

// MiddleRow returns objects beside each other in widths by weight, each in the
// middle of the row's height.
func MiddleRow(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(middleLayout{rowLayout{3, weights}}, objects...)
}

func (m middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	widths := m.widths(objects, size.Width)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		FitWidth(o, widths[i])
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i] + Gap(m.gap)
	}
}
