package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// steadyLayout keeps an object at least so high that what is in view of its page stays
// where it is: when something goes at the end, what was scrolled to would slide down
// under the mouse. The room goes as soon as the page is scrolled up or the window's
// size changes.
type steadyLayout struct{ page *Page }

// NewSteadyPage returns a page whose content moves nothing that is in view when it
// gets shorter below.
func NewSteadyPage(content fyne.CanvasObject) *Page {
	p := NewPage(nil)
	p.Content = container.New(steadyLayout{p}, content)
	return p
}

func (s steadyLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		FitWidth(o, size.Width)
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
	}
}

func (s steadyLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := insetLayout{}.MinSize(objects)
	if p := s.page; p.Offset.Y > 0 && p.Size() == p.shown {
		min.Height = max(min.Height, p.Offset.Y+p.Size().Height)
	}
	return min
}
