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

// atLeast returns objects over each other, at least a height in text sizes high.
func atLeast(ems float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(high{ems}, objects...)
}

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

// shown shows or hides an object, refreshing only on a change.
func shown(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}
