package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// KeyChosen tells the window, on the way of the keys, that a person has chosen a value: it
// draws what comes of it.
const KeyChosen fyne.KeyName = "Chosen"

// choose does what a person's choice in a widget leads to. A field that appears by it is
// brought into sight, as far as the widget stays there; else nothing is scrolled.
func choose(o fyne.CanvasObject, change func()) {
	p, _ := pageOf(o)
	if p == nil {
		change()
		return
	}
	before := fieldsIn(p.Content)
	change()
	PassKey(o, &fyne.KeyEvent{Name: KeyChosen})
	var last fyne.CanvasObject
	for _, field := range fieldsIn(p.Content) {
		if !slices.Contains(before, field) {
			last = field
		}
	}
	if last != nil {
		Reveal(last)
		Reveal(o)
	}
}

// fieldsIn returns what can have the focus of what is shown in an object, as one reads.
func fieldsIn(o fyne.CanvasObject) (fields []fyne.CanvasObject) {
	if !o.Visible() {
		return nil
	}
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case holder:
		below = []fyne.CanvasObject{o.held()}
	case fyne.Focusable:
		return []fyne.CanvasObject{o.(fyne.CanvasObject)}
	}
	for _, child := range below {
		fields = append(fields, fieldsIn(child)...)
	}
	return fields
}
