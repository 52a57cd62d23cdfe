package ui

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// share is a thin line of which a part is filled: how much is done or, moving to
// and fro, that nobody knows how much that is.
type share struct {
	widget.BaseWidget
	from, done float64
	height     float32 // in paddings
	quiet      bool    // filled by nobody's work: the registry had it
	motion     *fyne.Animation
}

// How a share moves: a part of it in steps from one end to the other. Each step
// is a frame of the whole window, without a graphics card 20 to 60 ms of a
// processor; Fyne's own bar asks for sixty a second.
const (
	movingPart  = 0.2
	movingSteps = 16
	movingTime  = 2 * time.Second
)

func newShare(height float32) *share {
	s := &share{height: height}
	s.ExtendBaseWidget(s)
	return s
}

func (s *share) set(done float64) { s.show(done, false) }

// move starts to move, unless it does already.
func (s *share) move() {
	if s.motion != nil {
		return
	}
	s.done, s.from, s.quiet = movingPart, -1, false
	s.motion = &fyne.Animation{Duration: movingTime, RepeatCount: fyne.AnimationRepeatForever, AutoReverse: true,
		Curve: fyne.AnimationLinear, Tick: func(at float32) {
			if from := (1 - movingPart) * math.Round(float64(at)*movingSteps) / movingSteps; s.from != from {
				s.from = from
				s.Refresh()
			}
		}}
	s.motion.Start()
}

// stand ends a motion.
func (s *share) stand() {
	if s.motion == nil {
		return
	}
	s.motion.Stop()
	s.motion, s.from = nil, 0
}

func (s *share) show(done float64, quiet bool) {
	if s.done != done || s.quiet != quiet {
		s.done, s.quiet = done, quiet
		s.Refresh()
	}
}

func (s *share) CreateRenderer() fyne.WidgetRenderer {
	r := &shareRenderer{share: s, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type shareRenderer struct {
	share       *share
	track, fill *canvas.Rectangle
}

func (r *shareRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.fill.Move(fyne.NewPos(size.Width*float32(max(0, r.share.from)), 0))
	r.fill.Resize(fyne.NewSize(size.Width*float32(r.share.done), size.Height))
}

func (r *shareRenderer) MinSize() fyne.Size { return fyne.NewSize(gap(4), gap(r.share.height)) }

func (r *shareRenderer) Refresh() {
	th, v := r.share.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.track.FillColor = th.Color(theme.ColorNameSeparator, v)
	r.fill.FillColor = th.Color(theme.ColorNamePrimary, v)
	if r.share.quiet {
		r.fill.FillColor = th.Color(theme.ColorNameInputBorder, v)
	}
	radius := gap(r.share.height / 2)
	r.track.CornerRadius, r.fill.CornerRadius = radius, radius
	r.Layout(r.share.Size())
	canvas.Refresh(r.share)
}

func (r *shareRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.fill} }

func (r *shareRenderer) Destroy() {}
