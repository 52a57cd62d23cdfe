package kit

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// StepState is how far a person is with a step.
type StepState int

const (
	ToDo StepState = iota
	Done
	Faulty
)

// StepMark is the mark beside a section's title: its number while there is something
// to do, a tick when it is done, an exclamation mark when something is wrong.
type StepMark struct {
	widget.BaseWidget
	number int
	state  StepState
	small  bool
}

// NewStepMark returns the mark of a step that is to do.
func NewStepMark(number int) *StepMark {
	s := &StepMark{number: number}
	s.ExtendBaseWidget(s)
	return s
}

// ShowState draws how far a person is.
func (s *StepMark) ShowState(p StepState) {
	if s.state != p {
		s.state = p
		s.Refresh()
	}
}

// StepSection is a section with its step before the title.
func StepSection(s *StepMark, title string, objects ...fyne.CanvasObject) *Panel {
	head := Row([]float32{0, 1}, s, heading(title))
	return NewPanel(Column(3, append([]fyne.CanvasObject{head}, objects...)...))
}

func (s *StepMark) CreateRenderer() fyne.WidgetRenderer {
	r := &stepMarkRenderer{step: s, back: canvas.NewCircle(nil), sign: canvas.NewText("", nil)}
	r.Shapes = Shapes{r.back, r.sign}
	r.sign.Alignment = fyne.TextAlignCenter
	r.sign.TextStyle.Bold = true
	r.Refresh()
	return r
}

type stepMarkRenderer struct {
	Shapes
	step *StepMark
	back *canvas.Circle
	sign *canvas.Text
}

func (r *stepMarkRenderer) Layout(size fyne.Size) {
	d := r.MinSize().Height
	at := fyne.NewPos(0, (size.Height-d)/2)
	for _, o := range r.Objects() {
		o.Resize(fyne.NewSquareSize(d))
		o.Move(at)
	}
}

func (r *stepMarkRenderer) MinSize() fyne.Size {
	if r.step.small {
		return fyne.NewSquareSize(r.step.Theme().Size(theme.SizeNameCaptionText) * 1.5)
	}
	return fyne.NewSquareSize(r.step.Theme().Size(theme.SizeNameSubHeadingText) * 1.5)
}

func (r *stepMarkRenderer) Refresh() {
	th, v := r.step.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	fill, sign := theme.ColorNameSuccess, theme.ColorNameForegroundOnSuccess
	r.sign.TextStyle.Monospace = r.step.state == Done // see sign.go
	switch r.step.state {
	case ToDo:
		fill, sign = theme.ColorNameButton, theme.ColorNameForeground
		r.sign.Text = ""
		if r.step.number > 0 {
			r.sign.Text = strconv.Itoa(r.step.number)
		}
	case Done:
		r.sign.Text = strings.TrimSpace(Tick)
	case Faulty:
		fill, sign = theme.ColorNameError, theme.ColorNameForegroundOnError
		r.sign.Text = "!"
	}
	r.back.FillColor, r.sign.Color = th.Color(fill, v), th.Color(sign, v)
	r.sign.TextSize = th.Size(theme.SizeNameText)
	if r.step.small {
		r.sign.TextSize = th.Size(theme.SizeNameCaptionText)
	}
	canvas.Refresh(r.step)
}
