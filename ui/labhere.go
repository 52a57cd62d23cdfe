package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// labHere is the step at whose place a person is: the zero value for none. The focus
// alone does not tell that: a button that is clicked leaves it where it was.
type labHere struct {
	step  labStep
	done  []bool         // of all steps, as the person came
	focus fyne.Focusable // that the form had last
}

// came tells whether the focus is elsewhere than it was last: what had it before a dialog
// gets it again after that.
func (h *labHere) came(c fyne.Canvas) bool {
	now := c.Focused()
	moved := now != h.focus
	if c.Overlays().Top() == nil {
		h.focus = now
	}
	return moved
}

// enter takes that a person is at the place of a step, with these of all done.
func (h *labHere) enter(step labStep, done []bool) { h.step, h.done = step, done }

// forget ends it when another step was done since: the lab goes on from there.
func (h *labHere) forget(done []bool) {
	if h.step.title != "" && !slices.Equal(h.done, done) {
		h.step, h.done = labStep{}, nil
	}
}
