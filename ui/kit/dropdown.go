package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Dropdown is a drop-down of values with a label each.
type Dropdown struct {
	widget.Select
	Values   []string
	onChosen func(value string)
	list     *dropList // opened last; nil before that
}

// NewDropdown returns a drop-down of which nothing is chosen yet.
func NewDropdown(values, labels []string, changed func(value string)) *Dropdown {
	c := &Dropdown{Values: values, onChosen: changed}
	c.Options = labels
	c.OnChanged = func(string) {
		if i := c.SelectedIndex(); i >= 0 {
			choose(c, func() { c.onChosen(c.Values[i]) })
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Dropdown) FocusGained() {
	c.Select.FocusGained()
	TellFocused(c)
}

// Tapped opens the list.
func (c *Dropdown) Tapped(*fyne.PointEvent) {
	w := fyne.CurrentApp().Driver().CanvasForObject(c)
	if w == nil || c.Disabled() {
		return
	}
	w.Focus(c)
	c.openList(w)
}

// openList opens the list over a window.
func (c *Dropdown) openList(w fyne.Canvas) {
	if len(c.Options) > 0 {
		c.list = newDropList(c)
		c.list.open(w)
	}
}

// Hide hides the dropdown and its list.
func (c *Dropdown) Hide() {
	if c.list != nil {
		c.list.popUp.Hide()
	}
	c.Select.Hide()
}

// TypedKey opens the list by the blank and by the arrows up and down; those to the sides
// choose the value beside.
func (c *Dropdown) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case IsEnter(ev) || isWindows(ev):
		PassKey(c, ev)
	case ev.Name == fyne.KeySpace || ev.Name == fyne.KeyUp || ev.Name == fyne.KeyDown:
		c.Tapped(nil)
	default:
		c.Select.TypedKey(ev)
	}
}

// drawnWithin is how often Open looks whether the dropdown was drawn, and untilDrawn how
// long it waits between: a second together.
const (
	drawnWithin = 50
	untilDrawn  = 20 * time.Millisecond
)

// Open opens the list as a click does. Fyne knows of no window for what it has not
// drawn yet, and the list needs one: a dropdown that was hidden before opens once it
// was drawn, and not at all where it went again.
func (c *Dropdown) Open() { c.openWithin(drawnWithin) }

func (c *Dropdown) openWithin(looks int) {
	switch {
	case fyne.CurrentApp().Driver().CanvasForObject(c) != nil:
		c.Tapped(nil)
	case looks > 0:
		time.AfterFunc(untilDrawn, func() { fyne.Do(func() { c.openWithin(looks - 1) }) })
	}
}

// ShowValue draws a value as the chosen one, none where it is not among them, and calls
// nothing.
func (c *Dropdown) ShowValue(value string) {
	label := ""
	if i := slices.Index(c.Values, value); i >= 0 {
		label = c.Options[i]
	}
	if c.Selected != label {
		c.Selected = label
		c.Refresh()
	}
}

// Value returns the chosen value, empty when none is.
func (c *Dropdown) Value() string {
	if i := c.SelectedIndex(); i >= 0 {
		return c.Values[i]
	}
	return ""
}
