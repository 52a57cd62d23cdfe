package ui

import "slices"

// labHere is the step at whose place a person is: the zero value for none. The focus
// alone does not tell that: a button that is clicked leaves it where it was.
type labHere struct {
	step labStep
	done []bool // of all steps, as the person came
}

// enter takes that a person is at the place of a step, with these of all done.
func (h *labHere) enter(step labStep, done []bool) { h.step, h.done = step, done }

// forget ends it when another step was done since: the lab goes on from there.
func (h *labHere) forget(done []bool) {
	if h.step.title != "" && !slices.Equal(h.done, done) {
		h.step, h.done = labStep{}, nil
	}
}
