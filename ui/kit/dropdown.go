package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Dropdown is a drop-down of values with a label each.
type Dropdown struct {
	widget.Select
	Values   []string
	onChosen func(value string)
}

// NewDropdown returns a drop-down of which nothing is chosen yet.
func NewDropdown(values, labels []string, changed func(value string)) *Dropdown {
	c := &Dropdown{Values: values, onChosen: changed}
	c.Options = labels
	c.OnChanged = func(string) {
		if i := c.SelectedIndex(); i >= 0 {
			c.onChosen(c.Values[i])
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Dropdown) FocusGained() {
	c.Select.FocusGained()
	TellFocused(c)
}

func (c *Dropdown) TypedKey(ev *fyne.KeyEvent) {
	if IsEnter(ev) || isWindows(ev) {
		PassKey(c, ev)
		return
	}
	c.Select.TypedKey(ev)
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
