package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// StepLink is a step in a list of steps, which leads to its place by a click or by
// Enter.
type StepLink struct {
	widget.BaseWidget
	mark          *StepMark
	label         *Label
	tapped        func()
	numbered, now bool // now: a person is in it
	focused       bool
}

// NewStepLink returns a step with its number; one without, 0, has no mark before it is
// done. tapped leads to its place.
func NewStepLink(number int, text string, tapped func()) *StepLink {
	l := &StepLink{mark: NewStepMark(number), label: Caption(text), tapped: tapped}
	l.label.Color = theme.ColorNameForeground
	l.numbered = number > 0
	l.mark.small, l.mark.Hidden = true, !l.numbered
	l.ExtendBaseWidget(l)
	return l
}

// ShowState draws how far a person is with the step, and whether it is the next one.
func (l *StepLink) ShowState(state StepState, now bool) {
	l.mark.ShowState(state)
	SetVisible(l.mark, l.numbered || state == Done)
	if l.now != now {
		l.now = now
		l.Refresh()
	}
}

func (l *StepLink) Tapped(*fyne.PointEvent) { l.tapped() }

func (l *StepLink) FocusGained() {
	l.focused = true
	l.Refresh()
	TellFocused(l)
}

func (l *StepLink) FocusLost() { l.focused = false; l.Refresh() }

func (l *StepLink) TypedRune(r rune) {
	if r == ' ' {
		l.tapped()
	}
}

func (l *StepLink) TypedKey(ev *fyne.KeyEvent) {
	if IsEnter(ev) {
		l.tapped()
		return
	}
	PassKey(l, ev)
}

func (l *StepLink) CreateRenderer() fyne.WidgetRenderer {
	r := &stepLinkRenderer{link: l, back: canvas.NewRectangle(nil)}
	r.Shapes = Shapes{r.back, r.link.mark, r.link.label}
	r.Refresh()
	return r
}

type stepLinkRenderer struct {
	Shapes
	link *StepLink
	back *canvas.Rectangle
}

func (r *stepLinkRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	mark := r.link.mark.MinSize()
	x := Gap(1)
	r.link.mark.Move(fyne.NewPos(x, (size.Height-mark.Height)/2))
	r.link.mark.Resize(mark)
	x += mark.Width + Gap(1.5)
	width := size.Width - x - Gap(1)
	FitWidth(r.link.label, width)
	h := r.link.label.MinSize().Height
	r.link.label.Move(fyne.NewPos(x, (size.Height-h)/2))
	r.link.label.Resize(fyne.NewSize(width, h))
}

func (r *stepLinkRenderer) MinSize() fyne.Size {
	mark, label := r.link.mark.MinSize(), r.link.label.MinSize()
	return fyne.NewSize(mark.Width+label.Width+Gap(3.5), max(mark.Height, label.Height)+Gap(2))
}

func (r *stepLinkRenderer) Refresh() {
	th, v := r.link.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor, r.back.StrokeWidth = nil, 0
	if r.link.now {
		r.back.FillColor = th.Color(theme.ColorNameSelection, v)
	}
	if r.link.focused {
		r.back.StrokeWidth, r.back.StrokeColor = th.Size(theme.SizeNameInputBorder)*1.5, th.Color(theme.ColorNamePrimary, v)
	}
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.link.label.Refresh()
	r.Layout(r.link.Size())
	canvas.Refresh(r.link)
}
