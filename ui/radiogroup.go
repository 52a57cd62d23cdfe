package ui

import (
	"fyne.io/fyne/v2"
)

// radio is a choice of one of a few values, in a line or, where that is too
// narrow, in several.
type radio struct {
	*fyne.Container
	options []*option
	changed func(value string)
}

func newRadio(values, labels []string, changed func(value string)) *radio {
	r := &radio{changed: changed}
	var objects []fyne.CanvasObject
	for i, v := range values {
		o := &option{value: v, label: labels[i], radio: r}
		o.ExtendBaseWidget(o)
		r.options = append(r.options, o)
		objects = append(objects, o)
	}
	r.Container = inFlow(4, objects...)
	return r
}

// down stands the options below each other.
func (r *radio) down() *radio {
	r.Container = vertical(1, r.Objects...)
	return r
}

func (r *radio) show(value string) {
	for _, o := range r.options {
		if on := o.value == value; o.on != on {
			o.on = on
			o.Refresh()
		}
	}
}

// value returns the chosen value, empty when none is.
func (r *radio) value() string {
	for _, o := range r.options {
		if o.on {
			return o.value
		}
	}
	return ""
}

func (r *radio) pick(o *option) {
	if o.on {
		return
	}
	r.show(o.value)
	if r.changed != nil {
		r.changed(o.value)
	}
}

// step picks the option n places from o and gives it the focus.
func (r *radio) step(o *option, n int) {
	for i := range r.options {
		if r.options[i] != o {
			continue
		}
		next := r.options[(i+n+len(r.options))%len(r.options)]
		r.pick(next)
		if c := fyne.CurrentApp().Driver().CanvasForObject(next); c != nil {
			c.Focus(next)
		}
		return
	}
}
