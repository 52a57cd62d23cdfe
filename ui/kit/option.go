package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RadioOption is one value of a radio group.
type RadioOption struct {
	widget.BaseWidget
	value, Label string
	on, focused  bool
	group        *RadioGroup
}

// SetLabel changes the words beside the option.
func (o *RadioOption) SetLabel(s string) {
	if o.Label != s {
		o.Label = s
		o.Refresh()
		o.group.Refresh()
	}
}

// Disabled tells the keyboard to pass the option by: a group is one stop for Tab,
// and the arrows go on in it. A click chooses it all the same.
func (o *RadioOption) Disabled() bool { return o.group.Stop() != o }

// Enable does nothing: see Disabled.
func (o *RadioOption) Enable() {}

// Disable does nothing: see Disabled.
func (o *RadioOption) Disable() {}

// Tapped picks the option and takes the focus, which the arrows go on from.
func (o *RadioOption) Tapped(*fyne.PointEvent) {
	o.group.pick(o)
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o)
	}
}

func (o *RadioOption) FocusGained() {
	o.focused = true
	o.Refresh()
	TellFocused(o)
}

func (o *RadioOption) FocusLost() { o.focused = false; o.Refresh() }

func (o *RadioOption) TypedRune(r rune) {
	if r == ' ' {
		o.group.pick(o)
	}
}

func (o *RadioOption) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		o.group.step(o, -1)
	case fyne.KeyRight, fyne.KeyDown:
		o.group.step(o, 1)
	default:
		PassKey(o, ev)
	}
}

func (o *RadioOption) CreateRenderer() fyne.WidgetRenderer {
	r := &optionRenderer{option: o, halo: canvas.NewCircle(nil), ring: canvas.NewCircle(nil),
		dot: canvas.NewCircle(nil), label: canvas.NewText("", nil)}
	r.Shapes = Shapes{r.halo, r.ring, r.dot, r.label}
	r.Refresh()
	return r
}

type optionRenderer struct {
	Shapes
	option          *RadioOption
	halo, ring, dot *canvas.Circle
	label           *canvas.Text
}

func (r *optionRenderer) Layout(size fyne.Size) {
	d := r.option.Theme().Size(theme.SizeNameText)
	pad := Gap(1)
	mid := size.Height / 2
	r.halo.Move(fyne.NewPos(0, mid-d/2-pad))
	r.halo.Resize(fyne.NewSquareSize(d + 2*pad))
	r.ring.Move(fyne.NewPos(pad, mid-d/2))
	r.ring.Resize(fyne.NewSquareSize(d))
	r.dot.Move(fyne.NewPos(pad+d/4, mid-d/4))
	r.dot.Resize(fyne.NewSquareSize(d / 2))
	m := r.label.MinSize()
	r.label.Move(fyne.NewPos(d+3*pad, mid-m.Height/2))
	r.label.Resize(m)
}

func (r *optionRenderer) MinSize() fyne.Size {
	m := r.label.MinSize()
	return fyne.NewSize(m.Width+r.option.Theme().Size(theme.SizeNameText)+3*Gap(1), m.Height+2*Gap(1))
}

func (r *optionRenderer) Refresh() {
	o := r.option
	th, v := o.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.halo.FillColor = nil
	if o.focused {
		r.halo.FillColor = th.Color(theme.ColorNameFocus, v)
	}
	r.ring.FillColor = th.Color(theme.ColorNameInputBackground, v)
	r.ring.StrokeWidth = th.Size(theme.SizeNameInputBorder) * 1.5
	r.ring.StrokeColor = th.Color(theme.ColorNameInputBorder, v)
	r.dot.FillColor = nil
	if o.on {
		r.ring.StrokeColor = th.Color(theme.ColorNamePrimary, v)
		r.dot.FillColor = th.Color(theme.ColorNamePrimary, v)
	}
	r.label.Text = o.Label
	r.label.TextSize = th.Size(theme.SizeNameText)
	r.label.Color = th.Color(theme.ColorNameForeground, v)
	r.Layout(o.Size())
	canvas.Refresh(o)
}
