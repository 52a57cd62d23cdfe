package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pass hands a key that a widget has no use for to the canvas, where the window
// listens for Enter and Esc.
func pass(w fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(w)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(ev)
	}
}

// keyFocused tells the window, on the way of the keys, that a widget has the
// focus now: what the keyboard reached must be seen.
const keyFocused fyne.KeyName = "Focused"

func tellFocused(w fyne.CanvasObject) { pass(w, &fyne.KeyEvent{Name: keyFocused}) }

func isEnter(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

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

// check is a check box that tells only of what a person did.
type check struct{ widget.Check }

func newCheck(label string, changed func(bool)) *check {
	c := &check{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

func (c *check) FocusGained() {
	c.Check.FocusGained()
	tellFocused(c)
}

func (c *check) TypedKey(ev *fyne.KeyEvent) { pass(c, ev) }

func (c *check) show(on bool) {
	if c.Checked == on {
		return
	}
	c.Checked = on
	c.Refresh()
}

// choose is a drop-down of values with a label each.
type choose struct {
	widget.Select
	values  []string
	changed func(value string)
}

func newChoose(values, labels []string, changed func(value string)) *choose {
	c := &choose{values: values, changed: changed}
	c.Options = labels
	c.OnChanged = func(string) {
		if i := c.SelectedIndex(); i >= 0 {
			c.changed(c.values[i])
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choose) FocusGained() {
	c.Select.FocusGained()
	tellFocused(c)
}

func (c *choose) TypedKey(ev *fyne.KeyEvent) {
	if isEnter(ev) || ev.Name == fyne.KeyEscape {
		pass(c, ev)
		return
	}
	c.Select.TypedKey(ev)
}

func (c *choose) show(value string) {
	for i, v := range c.values {
		if v == value && c.Selected != c.Options[i] {
			c.Selected = c.Options[i]
			c.Refresh()
		}
	}
}

// value returns the chosen value, empty when none is.
func (c *choose) value() string {
	if i := c.SelectedIndex(); i >= 0 {
		return c.values[i]
	}
	return ""
}
