package kit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ProgressBar is a thin line of which a part is filled: how much is done or,
// moving to and fro, that nobody knows how much that is.
type ProgressBar struct {
	widget.BaseWidget
	from, done float64
	height     float32 // in paddings
	muted      bool    // filled by nobody's work: the registry had it
	motion     *fyne.Animation
}

// How a bar moves: a part of it in steps from one end to the other. Each step
// is a frame of the whole window, without a graphics card 20 to 60 ms of a
// processor; Fyne's own bar asks for sixty a second.
const (
	movingPart  = 0.2
	movingSteps = 16
	movingTime  = 2 * time.Second
)

// NewProgressBar returns an empty bar, height paddings high.
func NewProgressBar(height float32) *ProgressBar {
	s := &ProgressBar{height: height}
	s.ExtendBaseWidget(s)
	return s
}

// SetDone fills a part of the bar, from 0 to 1.
func (p *ProgressBar) SetDone(done float64) { p.ShowDone(done, false) }

// StartMoving starts to move, unless it does already.
func (p *ProgressBar) StartMoving() {
	if p.motion != nil {
		return
	}
	p.done, p.from, p.muted = movingPart, -1, false
	p.motion = &fyne.Animation{Duration: movingTime, RepeatCount: fyne.AnimationRepeatForever, AutoReverse: true,
		Curve: fyne.AnimationLinear, Tick: func(at float32) {
			if from := (1 - movingPart) * math.Round(float64(at)*movingSteps) / movingSteps; p.from != from {
				p.from = from
				p.Refresh()
			}
		}}
	p.motion.Start()
}

// Moving tells whether the bar moves to and fro.
func (p *ProgressBar) Moving() bool { return p.motion != nil }

// StopMoving ends a motion.
func (p *ProgressBar) StopMoving() {
	if p.motion == nil {
		return
	}
	p.motion.Stop()
	p.motion, p.from = nil, 0
}

// ShowDone fills a part of the bar, in a quiet colour when nobody had to work
// for it.
func (p *ProgressBar) ShowDone(done float64, quiet bool) {
	if p.done != done || p.muted != quiet {
		p.done, p.muted = done, quiet
		p.Refresh()
	}
}

func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	r := &progressBarRenderer{bar: p, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.Shapes = Shapes{r.track, r.fill}
	r.Refresh()
	return r
}

type progressBarRenderer struct {
	Shapes
	bar         *ProgressBar
	track, fill *canvas.Rectangle
}

func (r *progressBarRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.fill.Move(fyne.NewPos(size.Width*float32(max(0, r.bar.from)), 0))
	r.fill.Resize(fyne.NewSize(size.Width*float32(r.bar.done), size.Height))
}

func (r *progressBarRenderer) MinSize() fyne.Size { return fyne.NewSize(Gap(4), Gap(r.bar.height)) }

func (r *progressBarRenderer) Refresh() {
	th, v := r.bar.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.track.FillColor = th.Color(theme.ColorNameSeparator, v)
	r.fill.FillColor = th.Color(theme.ColorNamePrimary, v)
	if r.bar.muted {
		r.fill.FillColor = th.Color(theme.ColorNameInputBorder, v)
	}
	radius := Gap(r.bar.height / 2)
	r.track.CornerRadius, r.fill.CornerRadius = radius, radius
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}
