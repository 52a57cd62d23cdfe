package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// flowLayout puts objects one after the other, in as many lines as it takes, centred
// on their line.
type flowLayout struct {
	gap   float32
	width *float32 // of the last layout: the height follows from it
}

// Flow returns objects as words in a paragraph, n paddings apart.
func Flow(n float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flowLayout{n, new(float32)}, objects...)
}

// place calls put for each visible object and returns the height taken.
func (f flowLayout) place(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
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
			at += m.Width + Gap(f.gap)
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
			y += Gap(f.gap) * 0.75
			x = 0
		}
		line = append(line, o)
		x += w + Gap(f.gap)
	}
	end()
	return y
}

func (f flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*f.width = size.Width
	f.place(objects, size.Width, func(o fyne.CanvasObject, p fyne.Position, s fyne.Size) {
		o.Move(p)
		o.Resize(s)
	})
}

func (f flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
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
