package ui

import (
	"fmt"

	"auximage/app/session"
	"auximage/ui/kit"
)

// workDialog is the dialog that a snapshot asks for: the running job, its
// question, or how it ended.
type workDialog struct {
	dialog *kit.Dialog
	id     string // which job, question or outcome it is for
	draw   func(s session.Snapshot)
}

// workArea shows what the session does, a dialog at a time.
type workArea struct {
	win *Window
	now *workDialog // nil while none is open
}

// draw shows, changes or closes the dialog of the work, as the snapshot says.
func (t *workArea) draw(s session.Snapshot) {
	if o := s.Outcome; o != nil && o.Refused {
		t.win.session.Dismiss()
		t.win.actions.refuse(o.Action, o.Err)
		return
	}
	t.win.notifier.notify(s.Outcome)
	if t.win.preferences.isOpen() {
		return // closing the preferences draws what has come meanwhile
	}
	id, open := t.wanted(s)
	if t.now != nil && t.now.id != id {
		t.now.dialog.Close()
		t.now = nil
	}
	if t.now == nil && open != nil {
		t.now = open(s)
		t.now.id = id
	}
	if t.now != nil && t.now.draw != nil {
		t.now.draw(s)
	}
}

// wanted returns which dialog a snapshot asks for, and what opens it.
func (t *workArea) wanted(s session.Snapshot) (id string, open func(session.Snapshot) *workDialog) {
	switch {
	case s.Question != nil:
		return fmt.Sprint("question ", s.Question.ID), t.openQuestion
	case s.Job != nil && (s.Job.Action == session.ActCheckSignIn || s.Job.Action == session.ActLookUp):
		return "", nil // its result stands in the form
	case s.Job != nil:
		return fmt.Sprint("job ", s.Job.Started), t.openJob
	case isTaken(s.Outcome):
		return "", nil // so does this
	case s.Outcome != nil && s.Outcome.Err == nil && (s.Outcome.Action == session.ActCheckSignIn || s.Outcome.Action == session.ActLookUp):
		return "", nil
	case s.Outcome != nil:
		return fmt.Sprint("outcome ", s.Outcome.ID), outcomeDialog{t.win}.open
	}
	return "", nil
}

func (t *workArea) openQuestion(s session.Snapshot) *workDialog {
	if s.Question.Prepared != nil {
		return t.openPrepared(s)
	}
	return &workDialog{dialog: t.win.dialogs.question(s.Question, t.answer(s.Question))}
}

// answer returns what hands the answer to a question to the session.
func (t *workArea) answer(q *session.Question) func(session.Choice) {
	return func(c session.Choice) { t.win.session.Answer(q.ID, c) }
}
