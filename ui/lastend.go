package ui

import (
	"maps"
	"reflect"
	"slices"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// lastEnd is how the last job ended, and the form at that time: what is said of it
// is of no use once the form is another one, or what failed is mended.
type lastEnd struct {
	outcome  *session.Outcome
	saved    string // the project that was saved after it; empty for none
	form     form.Form
	accepted map[string]bool // findings that a person ticked
	inRow    bool            // what failed stood beside its file since
}

// noteSaved takes that a project was saved.
func (e *lastEnd) noteSaved(s session.Snapshot) {
	if s.Project != nil {
		*e = lastEnd{saved: s.Project.Name, form: s.Form, accepted: s.Accepted}
	}
}

// note keeps the last outcome beyond its dialog.
func (e *lastEnd) note(s session.Snapshot) {
	switch {
	case s.Outcome != nil && (e.outcome == nil || e.outcome.ID != s.Outcome.ID):
		*e = lastEnd{outcome: s.Outcome, form: s.Form, accepted: s.Accepted}
		e.inRow = e.isInRow(s)
	case (e.outcome != nil || e.saved != "") && (!reflect.DeepEqual(e.form, s.Form) || !maps.Equal(e.accepted, s.Accepted) || e.mended(s)):
		*e = lastEnd{}
	}
}

// mended tells whether the file at fault was read again since, without its fault.
func (e *lastEnd) mended(s session.Snapshot) bool {
	was := e.inRow
	e.inRow = e.isInRow(s)
	return was && !e.inRow
}

// isInRow tells whether what failed stands beside its file now.
func (e *lastEnd) isInRow(s session.Snapshot) bool {
	if e.outcome == nil || e.outcome.Err == nil {
		return false
	}
	why := words.Finding(e.outcome.Err)
	return slices.ContainsFunc(s.FileNotes[why.File], func(f report.Finding) bool {
		return f.Code == why.Code || why.Code == session.CodeNotAccepted && session.Dangerous(f)
	})
}

// failed tells whether the last job came to nothing, other than by a person's wish.
func (e *lastEnd) failed() bool {
	return e.outcome != nil && e.outcome.Err != nil && !e.outcome.Stopped && !e.outcome.Refused
}

// says returns how a job ended in a line, empty for one whose result stands in the
// form.
func (e *lastEnd) says() string {
	o := e.outcome
	switch {
	case e.saved != "":
		return words.L("Saved: {{.Path}}", map[string]any{"Path": e.saved})
	case o == nil || o.Refused:
		return ""
	case isTaken(o):
		return words.OfError(o.Err).Sentence
	case o.Stopped:
		return titleOf(stepOf(o), "Stopped")
	case o.Err != nil:
		return titleOf(stepOf(o), "Failed") + " – " + words.OfError(o.Err).Sentence
	case o.Action == session.ActCheckSignIn || o.Action == session.ActLookUp:
		return ""
	case o.Checked != nil:
		return words.Of(*o.Checked).Sentence
	}
	return titleOf(stepOf(o), "Complete")
}
