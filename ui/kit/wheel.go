package kit

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// notch is how much farther the wheel scrolls than Fyne has it. There a notch is
// 25 points, elsewhere about three lines: 60 in Qt, near 80 in GTK for a page of
// this size. macOS and its track pads say themselves how far.
var notch = func() float32 {
	if runtime.GOOS == "darwin" {
		return 1
	}
	return 3
}()

// farther returns a turn of the wheel by as much as other programs scroll.
func farther(ev *fyne.ScrollEvent) *fyne.ScrollEvent {
	more := *ev
	more.Scrolled.DX *= notch
	more.Scrolled.DY *= notch
	return &more
}

// wheelArea gets the wheel in the place of what it lies over: the driver gives a
// turn of the wheel to whatever scrolls and was laid last, so that a widget with
// a scroller inside, as Fyne's entry is, would keep it. It takes nothing else.
type wheelArea struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

func newWheelArea(turned func(*fyne.ScrollEvent)) *wheelArea {
	a := &wheelArea{turned: turned}
	a.ExtendBaseWidget(a)
	return a
}

// Scrolled hands a turn of the wheel on.
func (a *wheelArea) Scrolled(ev *fyne.ScrollEvent) { a.turned(ev) }

func (a *wheelArea) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// wheelRenderer draws a widget as Fyne does, with a wheelArea over it.
type wheelRenderer struct {
	fyne.WidgetRenderer
	area *wheelArea
}

func (r *wheelRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.area.Resize(size)
}

func (r *wheelRenderer) Objects() []fyne.CanvasObject {
	base := r.WidgetRenderer.Objects()
	return append(base[:len(base):len(base)], r.area)
}
