package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

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
