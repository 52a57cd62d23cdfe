package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// dialogLayout puts the title above, the buttons below and the body between.
type dialogLayout struct{ *Dialog }

func (dialogLayout) pad() float32 { return Gap(6) }

// wanted returns the size that the dialog has in a window of a size.
func (l dialogLayout) wanted(objects []fyne.CanvasObject, window fyne.Size) fyne.Size {
	margin := Gap(10)
	size := fyne.NewSize(min(l.width*theme.TextSize(), window.Width-margin), window.Height-margin)
	if !l.Tall {
		size.Height = min(size.Height, l.natural(objects, size.Width))
	}
	return size
}

// natural returns the height at which nothing needs to scroll.
func (l dialogLayout) natural(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*l.pad()
	FitWidth(l.Title, inner)
	FitWidth(l.Body, inner+Gap(4))
	return l.Title.MinSize().Height + l.Body.MinSize().Height + objects[2].MinSize().Height + 3*l.pad() + Gap(4)
}

func (l dialogLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := l.pad()
	width := size.Width - 2*pad
	FitWidth(objects[0], width)
	top, bar := objects[0].MinSize().Height, objects[2].MinSize().Height
	objects[0].Move(fyne.NewPos(pad, pad))
	objects[0].Resize(fyne.NewSize(width, top))
	objects[2].Move(fyne.NewPos(pad, size.Height-pad-bar))
	objects[2].Resize(fyne.NewSize(width, bar))
	objects[1].Move(fyne.NewPos(pad-Gap(2), pad+top+Gap(4)))
	objects[1].Resize(fyne.NewSize(width+Gap(4), size.Height-top-bar-3*pad-Gap(4)))
}

func (l dialogLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bar := objects[2].MinSize()
	return fyne.NewSize(bar.Width+2*l.pad(), objects[0].MinSize().Height+bar.Height+4*l.pad())
}
