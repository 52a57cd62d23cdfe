package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// button is a button that Enter presses too, with a ring while it has the focus.
type button struct {
	widget.Button
	focused bool
}

func newButton(label string, tapped func()) *button {
	b := &button{}
	b.Text, b.OnTapped = label, tapped
	b.ExtendBaseWidget(b)
	return b
}

func iconButton(icon fyne.Resource, tapped func()) *button {
	b := newButton("", tapped)
	b.Icon, b.Importance = icon, widget.LowImportance
	return b
}

// MinSize leaves room beside the words, and makes the shortest button large
// enough to be hit.
func (b *button) MinSize() fyne.Size {
	m := b.Button.MinSize()
	if b.Text != "" && b.Importance != widget.LowImportance {
		m.Width = max(m.Width+gap(4), gap(20))
	}
	return m
}

func (b *button) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case isEnter(ev):
		b.Tapped(nil)
	case ev.Name == fyne.KeySpace:
		b.Button.TypedKey(ev)
	default:
		pass(b, ev)
	}
}

func (b *button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	tellFocused(b)
}

func (b *button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), button: b, ring: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

// buttonRenderer draws the ring over what Fyne draws.
type buttonRenderer struct {
	fyne.WidgetRenderer
	button *button
	ring   *canvas.Rectangle
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	inset := gap(0.5)
	r.ring.Move(fyne.NewSquareOffsetPos(inset))
	r.ring.Resize(size.SubtractWidthHeight(2*inset, 2*inset))
}

func (r *buttonRenderer) paint() {
	th, v := r.button.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.ring.StrokeWidth = 0
	if r.button.focused {
		r.ring.StrokeWidth = th.Size(theme.SizeNameInputBorder) * 1.5
	}
	r.ring.StrokeColor = th.Color(theme.ColorNamePrimary, v)
	if r.button.Importance == widget.HighImportance {
		r.ring.StrokeColor = th.Color(theme.ColorNameForegroundOnPrimary, v)
	}
	r.ring.CornerRadius = th.Size(theme.SizeNameInputRadius) - gap(0.25)
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
	r.ring.Refresh()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
}

// say changes the words on the button.
func (b *button) say(label string) {
	if b.Text != label {
		b.SetText(label)
	}
}

// shine gives the button high importance or takes it.
func (b *button) shine(yes bool) {
	want := widget.MediumImportance
	if yes {
		want = widget.HighImportance
	}
	if b.Importance != want {
		b.Importance = want
		b.Refresh()
	}
}
