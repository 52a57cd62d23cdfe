package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// sideLayout puts a rail beside the middle where there is room for both, or else a
// line above it.
type sideLayout struct {
	rail, least float32
	on          *bool
}

// Beside returns the middle with the rail at its left, so many points wide, in a
// container that is at least so wide; in a narrower one with the line above it. Of
// rail and line one is shown, or none unless on says so.
func Beside(rail, line, middle fyne.CanvasObject, width, least float32, on *bool) *fyne.Container {
	// the keyboard comes to the rail last
	return container.New(sideLayout{width, least, on}, line, middle, rail)
}

func (l sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line, middle, rail := objects[0], objects[1], objects[2]
	wide := size.Width >= l.least
	SetVisible(rail, *l.on && wide)
	SetVisible(line, *l.on && !wide)
	at := fyne.Position{}
	switch {
	case rail.Visible():
		rail.Move(fyne.Position{})
		rail.Resize(fyne.NewSize(l.rail, size.Height))
		at.X = l.rail
	case line.Visible():
		FitWidth(line, size.Width)
		h := line.MinSize().Height
		line.Move(fyne.Position{})
		line.Resize(fyne.NewSize(size.Width, h))
		at.Y = h
	}
	middle.Move(at)
	middle.Resize(size.SubtractWidthHeight(at.X, at.Y))
}

func (l sideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := objects[1].MinSize()
	if *l.on {
		line := objects[0].MinSize()
		min = fyne.NewSize(max(min.Width, line.Width), min.Height+line.Height)
	}
	return min
}
