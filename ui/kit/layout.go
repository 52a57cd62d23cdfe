package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// Gap is n times the theme's padding.
func Gap(n float32) float32 { return n * theme.Padding() }

// FitWidth gives an object its width before its height is asked for, since the
// height of what wraps follows from its width.
func FitWidth(o fyne.CanvasObject, width float32) {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}

// Bordered puts objects around the one in the middle. The keyboard reaches them
// as one reads: from the top, from the left. What is nil is not there.
func Bordered(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	c := container.New(layout.NewBorderLayout(top, bottom, left, right))
	for _, o := range []fyne.CanvasObject{top, left, middle, right, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

// AtLeast returns objects over each other, at least a height in text sizes high.
func AtLeast(ems float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(atLeastLayout{ems}, objects...)
}

type atLeastLayout struct{ ems float32 }

func (atLeastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		FitWidth(o, size.Width)
		o.Resize(size)
	}
}

func (h atLeastLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := fyne.NewSize(Gap(40), h.ems*theme.TextSize())
	for _, o := range objects {
		if o.Visible() {
			min.Height = max(min.Height, o.MinSize().Height)
		}
	}
	return min
}

// insetLayout keeps n paddings free on each side.
type insetLayout struct{ x, y float32 }

// Padded returns an object with x and y paddings around it.
func Padded(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(insetLayout{x, y}, o)
}

func (i insetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		FitWidth(o, size.Width-2*Gap(i.x))
		o.Move(fyne.NewPos(Gap(i.x), Gap(i.y)))
		o.Resize(size.SubtractWidthHeight(2*Gap(i.x), 2*Gap(i.y)))
	}
}

func (i insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		min = min.Max(o.MinSize())
	}
	return min.AddWidthHeight(2*Gap(i.x), 2*Gap(i.y))
}

// narrowLayout is at most as wide as a column of fields is read well, in the middle.
type narrowLayout struct{ most float32 }

// Narrow returns an object that is at most so many points wide, in the middle of
// what is wider.
func Narrow(most float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(narrowLayout{most}, o)
}

func (n narrowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, n.most)
	for _, o := range objects {
		FitWidth(o, width)
		o.Move(fyne.NewPos((size.Width-width)/2, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (n narrowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return insetLayout{}.MinSize(objects)
}

// SetVisible shows or hides an object, refreshing only on a change.
func SetVisible(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}
