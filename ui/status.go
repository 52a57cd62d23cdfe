package ui

import (
	"reflect"
	"strings"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// lastEnd is how the last job ended, and the form at that time: what is said of it
// is of no use once the form is another one.
type lastEnd struct {
	outcome *session.Outcome
	saved   string // the project that was saved after it; empty for none
	form    form.Form
}

// noteSaved takes that a project was saved.
func (e *lastEnd) noteSaved(s session.Snapshot) {
	if s.Project != nil {
		*e = lastEnd{saved: s.Project.Name, form: s.Form}
	}
}

// note keeps the last outcome beyond its dialog.
func (e *lastEnd) note(s session.Snapshot) {
	switch {
	case s.Outcome != nil && (e.outcome == nil || e.outcome.ID != s.Outcome.ID):
		*e = lastEnd{outcome: s.Outcome, form: s.Form}
	case (e.outcome != nil || e.saved != "") && !reflect.DeepEqual(e.form, s.Form):
		*e = lastEnd{}
	}
}

// purpose says what the program does, to whom sees it for the first time.
func purpose() string {
	return words.L("Makes a WebLogic auxiliary image of your model, and pushes it to a registry.")
}

// statusOf returns the line at the bottom: the running phase, else what blocks the
// next step, else how the last job ended and what comes next. While there is nothing
// yet it says what the program does.
func (c *console) statusOf(s session.Snapshot) string {
	switch why := blocks(s); {
	case s.Job != nil:
		return jobLine(s.Job)
	case c.win.view.ended.outcome == nil && s.FirstStart && s.Form.Tag == "" && len(s.Form.Files()) == 0:
		return purpose()
	case why != nil:
		return words.Of(*why).Sentence
	}
	parts := []string{endOf(c.win.view.ended.outcome), c.readyFor(s)}
	if saved := c.win.view.ended.saved; saved != "" {
		parts[0] = words.L("Saved: {{.Path}}", map[string]any{"Path": saved})
	}
	if isPushed(s) && parts[0] == "" {
		parts[0] = pushedAt(s.Image)
	}
	return strings.Trim(strings.Join(parts, " – "), " –")
}

// blocks returns why the next step cannot be taken, or would come to nothing: what is
// wrong in a file is so until it is read again.
func blocks(s session.Snapshot) *report.Finding {
	if why := s.WhyNot[s.Next]; why != nil || s.Next == "" || s.Form.UseExisting {
		return why
	}
	return faultyFile(s)
}

// faultyFile returns the first error in a file of the form, nil when there is none.
func faultyFile(s session.Snapshot) *report.Finding {
	for _, file := range s.Form.Files() {
		for _, f := range s.FileNotes[file.Path] {
			if f.Severity == report.Error {
				return &f
			}
		}
	}
	return nil
}

// readyFor names the step that can be taken, and what the push after it lacks yet;
// empty when there is none.
func (c *console) readyFor(s session.Snapshot) string {
	b := c.win.primaryButton()
	if b == nil {
		return ""
	}
	args := map[string]any{"Step": strings.TrimSuffix(b.Text, "…")}
	if why := s.WhyNot[session.ActCreateAndPush]; why != nil && s.Next == session.ActCreate {
		args["Why"] = words.Of(*why).Sentence
		return words.L("Next: {{.Step}}. Before the push: {{.Why}}", args)
	}
	return words.L("Ready. Next: {{.Step}}", args)
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
