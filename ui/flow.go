package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

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
