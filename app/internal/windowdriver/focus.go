package windowdriver

import (
	"slices"

	"fyne.io/fyne/v2"
)

// TabsTo moves the focus on with Tab until it is on what a text stands on, or on
// the field below it.
func (p *Driver) TabsTo(text string) { p.t.Helper(); p.goes(Tab, text) }

// TabsBackTo moves the focus back with Shift and Tab until it is on what a text
// stands on, or on the field below it.
func (p *Driver) TabsBackTo(text string) { p.t.Helper(); p.goes(BackTab, text) }

// goes presses a key that moves the focus until it is on a text. It ends the
// test when the focus has gone round, and when what has it is out of sight.
func (p *Driver) goes(key Key, text string) {
	p.t.Helper()
	var passed []fyne.Focusable
	for !p.focusOn(text) {
		was := p.focused()
		if was != nil && slices.Contains(passed, was) {
			p.Photographs("failed")
			p.t.Fatalf("the focus went round and %q was not in its way; what can be read is:\n%s", text, p.Reads())
		}
		passed = append(passed, was)
		p.Presses(key)
		p.Waits("have the focus moved", func() bool { return p.focused() != was })
	}
	p.until("see what has the focus", func(seen []sight) bool {
		at, ok := p.focus(seen)
		return ok && at.reachable()
	})
}

func (p *Driver) focused() (f fyne.Focusable) {
	fyne.DoAndWait(func() { f = p.window.Canvas().Focused() })
	return f
}

// focus returns what has the focus, of what is seen.
func (p *Driver) focus(seen []sight) (sight, bool) {
	now, ok := p.focused().(fyne.CanvasObject)
	if !ok {
		return sight{}, false
	}
	i := slices.IndexFunc(seen, func(s sight) bool { return s.object == now })
	if i < 0 {
		return sight{}, false
	}
	return seen[i], true
}

// HasFocus tells whether what a text stands on has the focus, such as a button or an
// option.
func (p *Driver) HasFocus(text string) bool {
	seen := p.look()
	now, ok := p.focus(seen)
	return ok && stands(seen, text, now)
}

// stands tells whether a text stands on something.
func stands(seen []sight, text string, on sight) bool {
	return slices.ContainsFunc(seen, func(s sight) bool { return reading(s, text) && on.area.holds(s.area.middle()) })
}

// focusOn tells whether what has the focus has a text on it, or right above it.
func (p *Driver) focusOn(text string) bool {
	seen := p.look()
	now, ok := p.focus(seen)
	if !ok {
		return false
	}
	field, ok := fieldOf(seen, text)
	return ok && field.object == now.object || stands(seen, text, now)
}
