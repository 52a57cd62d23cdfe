package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// progress is how far a person is with a step.
type progress int

const (
	toDo progress = iota
	done
	faulty
)

// step is the mark beside a section's title: its number while there is something
// to do, a tick when it is done, an exclamation mark when something is wrong.
type step struct {
	widget.BaseWidget
	number   int
	progress progress
}

func newStep(number int) *step {
	s := &step{number: number}
	s.ExtendBaseWidget(s)
	return s
}

func (s *step) show(p progress) {
	if s.progress != p {
		s.progress = p
		s.Refresh()
	}
}

// sectionStep is a section with its step before the title.
func sectionStep(s *step, title string, objects ...fyne.CanvasObject) *panel {
	head := sideBySide([]float32{0, 1}, s, heading(title))
	return newPanel(vertical(3, append([]fyne.CanvasObject{head}, objects...)...))
}

func (s *step) CreateRenderer() fyne.WidgetRenderer {
	r := &stepRenderer{step: s, back: canvas.NewCircle(nil), sign: canvas.NewText("", nil)}
	r.sign.Alignment = fyne.TextAlignCenter
	r.sign.TextStyle.Bold = true
	r.Refresh()
	return r
}

type stepRenderer struct {
	step *step
	back *canvas.Circle
	sign *canvas.Text
}

func (r *stepRenderer) Layout(size fyne.Size) {
	d := r.MinSize().Height
	at := fyne.NewPos(0, (size.Height-d)/2)
	for _, o := range r.Objects() {
		o.Resize(fyne.NewSquareSize(d))
		o.Move(at)
	}
}

func (r *stepRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.step.Theme().Size(theme.SizeNameSubHeadingText) * 1.5)
}

func (r *stepRenderer) Refresh() {
	th, v := r.step.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	fill, sign := theme.ColorNameSuccess, theme.ColorNameForegroundOnSuccess
	switch r.step.progress {
	case toDo:
		fill, sign = theme.ColorNameButton, theme.ColorNameForeground
		r.sign.Text = strconv.Itoa(r.step.number)
	case done:
		r.sign.Text = "✓"
	case faulty:
		fill, sign = theme.ColorNameError, theme.ColorNameForegroundOnError
		r.sign.Text = "!"
	}
	r.back.FillColor, r.sign.Color = th.Color(fill, v), th.Color(sign, v)
	r.sign.TextSize = th.Size(theme.SizeNameText)
	canvas.Refresh(r.step)
}

func (r *stepRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.sign} }

func (r *stepRenderer) Destroy() {}
