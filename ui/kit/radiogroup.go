package kit

import (
	"fyne.io/fyne/v2"
)

// RadioGroup is a choice of one of a few values, in a line or, where that is too
// narrow, in several.
type RadioGroup struct {
	*fyne.Container
	Options   []*RadioOption
	onChanged func(value string)
}

// NewRadioGroup returns a group with nothing chosen; changed is called as a
// person chooses.
func NewRadioGroup(values, labels []string, changed func(value string)) *RadioGroup {
	r := &RadioGroup{onChanged: changed}
	var objects []fyne.CanvasObject
	for i, v := range values {
		o := &RadioOption{value: v, Label: labels[i], group: r}
		o.ExtendBaseWidget(o)
		r.Options = append(r.Options, o)
		objects = append(objects, o)
	}
	r.Container = Flow(4, objects...)
	return r
}

// Stacked stands the options below each other.
func (r *RadioGroup) Stacked() *RadioGroup {
	r.Container = Column(0, r.Objects...)
	return r
}

// ShowValue draws a value as the chosen one, and calls nothing.
func (r *RadioGroup) ShowValue(value string) {
	for _, o := range r.Options {
		if on := o.value == value; o.on != on {
			o.on = on
			o.Refresh()
		}
	}
}

// Offer shows or hides the option of a value: a hidden one cannot be chosen.
func (r *RadioGroup) Offer(value string, offered bool) {
	for _, o := range r.Options {
		if o.value == value {
			SetVisible(o, offered)
		}
	}
}

// Stop returns the option that Tab stops at: the chosen one, or else the first.
func (r *RadioGroup) Stop() *RadioOption {
	for _, o := range r.Options {
		if o.on {
			return o
		}
	}
	return r.Options[0]
}

// Value returns the chosen value, empty when none is.
func (r *RadioGroup) Value() string {
	for _, o := range r.Options {
		if o.on {
			return o.value
		}
	}
	return ""
}

func (r *RadioGroup) pick(o *RadioOption) {
	if o.on {
		return
	}
	r.ShowValue(o.value)
	if r.onChanged != nil {
		choose(o, func() { r.onChanged(o.value) })
	}
}

// step picks the option n places from o and gives it the focus.
func (r *RadioGroup) step(o *RadioOption, n int) {
	for i := range r.Options {
		if r.Options[i] != o {
			continue
		}
		next := o
		for range r.Options {
			i = (i + n + len(r.Options)) % len(r.Options)
			if next = r.Options[i]; next.Visible() {
				break
			}
		}
		r.pick(next)
		if c := fyne.CurrentApp().Driver().CanvasForObject(next); c != nil {
			c.Focus(next)
		}
		return
	}
}
