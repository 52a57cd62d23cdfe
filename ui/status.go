package ui

import (
	"reflect"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
)

// lastEnd is how the last job ended, and the form at that time: what is said of it
// is of no use once the form is another one.
type lastEnd struct {
	outcome *session.Outcome
	form    form.Form
}

// note keeps the last outcome beyond its dialog.
func (e *lastEnd) note(s session.Snapshot) {
	switch {
	case s.Outcome != nil && (e.outcome == nil || e.outcome.ID != s.Outcome.ID):
		*e = lastEnd{s.Outcome, s.Form}
	case e.outcome != nil && !reflect.DeepEqual(e.form, s.Form):
		*e = lastEnd{}
	}
}

// statusOf returns the line at the bottom: the running phase, else what blocks the
// next step, else how the last job ended and what comes next.
func (c *console) statusOf(s session.Snapshot) string {
	switch why := s.WhyNot[s.Next]; {
	case s.Job != nil:
		return jobLine(s.Job)
	case why != nil:
		return words.Of(*why).Sentence
	}
	parts := []string{endOf(c.win.view.ended.outcome), c.readyFor()}
	if isPushed(s) && parts[0] == "" {
		parts[0] = pushedAt(s.Image)
	}
	return strings.Trim(strings.Join(parts, " – "), " –")
}

// readyFor names the step that can be taken, empty when there is none.
func (c *console) readyFor() string {
	b := c.win.primaryButton()
	if b == nil {
		return ""
	}
	return words.L("Ready. Next: {{.Step}}", map[string]any{"Step": strings.TrimSuffix(b.Text, "…")})
}

// endOf says how a job ended in a line, empty for one whose result stands in the
// form.
func endOf(o *session.Outcome) string {
	inForm := o != nil && (o.Action == session.ActCheckSignIn || o.Action == session.ActLookUp)
	switch {
	case o == nil || o.Refused:
		return ""
	case isTaken(o):
		return words.OfError(o.Err).Sentence
	case o.Stopped:
		return titleOf(stepOf(o), "Stopped")
	case o.Err != nil:
		return titleOf(stepOf(o), "Failed") + " – " + words.OfError(o.Err).Sentence
	case inForm:
		return ""
	case o.Checked != nil:
		return words.Of(*o.Checked).Sentence
	}
	return titleOf(stepOf(o), "Complete")
}
