package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// sheetLayout puts the title above, the buttons below and the body between.
type sheetLayout struct{ *sheet }

func (sheetLayout) pad() float32 { return gap(6) }

// wanted returns the size that the sheet has in a window of a size.
func (l sheetLayout) wanted(objects []fyne.CanvasObject, window fyne.Size) fyne.Size {
	margin := gap(10)
	size := fyne.NewSize(min(l.ems*theme.TextSize(), window.Width-margin), window.Height-margin)
	if !l.tall {
		size.Height = min(size.Height, l.natural(objects, size.Width))
	}
	return size
}

// natural returns the height at which nothing needs to scroll.
func (l sheetLayout) natural(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*l.pad()
	widen(l.title, inner)
	widen(l.body, inner+gap(4))
	return l.title.MinSize().Height + l.body.MinSize().Height + objects[2].MinSize().Height + 3*l.pad() + gap(4)
}

func (l sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := l.pad()
	width := size.Width - 2*pad
	widen(objects[0], width)
	top, bar := objects[0].MinSize().Height, objects[2].MinSize().Height
	objects[0].Move(fyne.NewPos(pad, pad))
	objects[0].Resize(fyne.NewSize(width, top))
	objects[2].Move(fyne.NewPos(pad, size.Height-pad-bar))
	objects[2].Resize(fyne.NewSize(width, bar))
	objects[1].Move(fyne.NewPos(pad-gap(2), pad+top+gap(4)))
	objects[1].Resize(fyne.NewSize(width+gap(4), size.Height-top-bar-3*pad-gap(4)))
}

func (l sheetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bar := objects[2].MinSize()
	return fyne.NewSize(bar.Width+2*l.pad(), objects[0].MinSize().Height+bar.Height+4*l.pad())
}
