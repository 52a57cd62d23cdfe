package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses too, with a ring while it has the focus.
type Button struct {
	widget.Button
	focused bool
}

// NewButton returns a button with a label; tapped is called as it is pressed.
func NewButton(label string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = label, tapped
	b.ExtendBaseWidget(b)
	return b
}

// IconButton returns a quiet button that shows an icon alone.
func IconButton(icon fyne.Resource, tapped func()) *Button {
	b := NewButton("", tapped)
	b.Icon, b.Importance = icon, widget.LowImportance
	return b
}

// MinSize leaves room beside the words, and makes the shortest button large
// enough to be hit.
func (b *Button) MinSize() fyne.Size {
	m := b.Button.MinSize()
	if b.Text != "" && b.Importance != widget.LowImportance {
		m.Width = max(m.Width+Gap(4), Gap(20))
	}
	return m
}

func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case IsEnter(ev):
		b.Tapped(nil)
	case ev.Name == fyne.KeySpace: // comes as a character too: see TypedRune
	default:
		PassKey(b, ev)
	}
}

// TypedRune presses the button by the space bar. Its key comes before its character,
// which would be typed into the field that has the focus by then.
func (b *Button) TypedRune(r rune) {
	if r == ' ' {
		b.Tapped(nil)
	}
}

func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	TellFocused(b)
}

func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), button: b, ring: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

// buttonRenderer draws the ring over what Fyne draws.
type buttonRenderer struct {
	fyne.WidgetRenderer
	button *Button
	ring   *canvas.Rectangle
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	inset := Gap(0.5)
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
	r.ring.CornerRadius = th.Size(theme.SizeNameInputRadius) - Gap(0.25)
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
	r.ring.Refresh()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.ring)
}

// SetLabel changes the words on the button.
func (b *Button) SetLabel(label string) {
	if b.Text != label {
		b.SetText(label)
	}
}

// SetPrimary gives the button high importance or takes it.
func (b *Button) SetPrimary(yes bool) {
	want := widget.MediumImportance
	if yes {
		want = widget.HighImportance
	}
	if b.Importance != want {
		b.Importance = want
		b.Refresh()
	}
}
