package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Checkbox is a check box that tells only of what a person did.
type Checkbox struct{ widget.Check }

// NewCheckbox returns a box without a tick; changed is called as a person
// changes it.
func NewCheckbox(label string, changed func(bool)) *Checkbox {
	c := &Checkbox{}
	c.Text = label
	if changed != nil {
		c.OnChanged = func(on bool) { choose(c, func() { changed(on) }) }
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *Checkbox) FocusGained() {
	c.Check.FocusGained()
	TellFocused(c)
}

func (c *Checkbox) TypedKey(ev *fyne.KeyEvent) { PassKey(c, ev) }

// ShowValue draws the tick or none, and calls nothing.
func (c *Checkbox) ShowValue(on bool) {
	if c.Checked == on {
		return
	}
	c.Checked = on
	c.Refresh()
}
