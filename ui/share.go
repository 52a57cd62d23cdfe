package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// share is a thin line of which a part is filled.
type share struct {
	widget.BaseWidget
	done   float64
	height float32 // in paddings
	quiet  bool    // filled by nobody's work: the registry had it
}

func newShare(height float32) *share {
	s := &share{height: height}
	s.ExtendBaseWidget(s)
	return s
}

func (s *share) set(done float64) { s.show(done, false) }

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
