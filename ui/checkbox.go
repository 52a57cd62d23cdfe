package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

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
