package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// workDialog is the dialog that a snapshot asks for: the running job, its
// question, or how it ended.
type workDialog struct {
	dialog *kit.Dialog
	id     string // which job, question or outcome it is for
	draw   func(s session.Snapshot)
}

// drawWork shows, changes or closes the dialog of the work, as the snapshot says.
func (w *Window) drawWork(s session.Snapshot) {
	if o := s.Outcome; o != nil && o.Refused {
		w.session.Dismiss()
		w.refuse(o.Action, o.Err)
		return
	}
	w.notify(s.Outcome)
	if w.choosing() {
		return // closing the preferences draws what has come meanwhile
	}
	id, open := w.wanted(s)
	if w.work != nil && w.work.id != id {
		w.work.dialog.Close()
		w.work = nil
	}
	if w.work == nil && open != nil {
		w.work = open(s)
		w.work.id = id
	}
	if w.work != nil && w.work.draw != nil {
		w.work.draw(s)
	}
}

// longJob is how long a job runs before its end is worth a notification.
const longJob = 10 * time.Second

// notify tells a person who is looking elsewhere that a long job ended.
func (w *Window) notify(o *session.Outcome) {
	if !w.behind || o == nil || o.Took < longJob || o.ID == w.told {
		return
	}
	w.told = o.ID
	how := "Complete"
	switch {
	case o.Stopped:
		how = "Stopped"
	case o.Err != nil:
		how = "Failed"
	}
	ended := titleOf(stepOf(o), how)
	if isTaken(o) {
		ended = words.OfError(o.Err).Sentence
	}
	w.app.SendNotification(fyne.NewNotification(Title, ended))
}

// wanted returns which dialog a snapshot asks for, and what opens it.
func (w *Window) wanted(s session.Snapshot) (id string, open func(session.Snapshot) *workDialog) {
	switch {
	case s.Question != nil:
		return fmt.Sprint("question ", s.Question.ID), w.openQuestion
	case s.Job != nil && (s.Job.Action == session.ActCheckSignIn || s.Job.Action == session.ActLookUp):
		return "", nil // its result stands in the form
	case s.Job != nil:
		return fmt.Sprint("job ", s.Job.Started), w.openJob
	case isTaken(s.Outcome):
		return "", nil // so does this
	case s.Outcome != nil && s.Outcome.Err == nil && (s.Outcome.Action == session.ActCheckSignIn || s.Outcome.Action == session.ActLookUp):
		return "", nil
	case s.Outcome != nil:
		return fmt.Sprint("outcome ", s.Outcome.ID), w.openOutcome
	}
	return "", nil
}

func (w *Window) openQuestion(s session.Snapshot) *workDialog {
	q := s.Question
	if q.Prepared != nil {
		return w.openPrepared(s)
	}
	m := words.Of(report.Finding{Code: q.Code, Args: q.Args})
	body := kit.Column(2, kit.Paragraph(m.Sentence))
	if m.Next != "" {
		body.Add(kit.Muted(m.Next))
	}
	dialog := w.dialogs.New(questionTitle(q), body, 38)
	w.showChoices(dialog, q)
	return &workDialog{dialog: dialog}
}

// showChoices shows a question's dialog: what dismisses it first, as everywhere,
// then the others, the default last where it is one of them.
func (w *Window) showChoices(d *kit.Dialog, q *session.Question) {
	var dismiss *kit.Button
	var others []*kit.Button
	for i, c := range q.Choices {
		b := kit.NewButton(words.L("choice."+string(c), q.Args), func() { w.session.Answer(q.ID, c) })
		if i == 0 {
			d.Default = b
		}
		if c == session.ChooseCancel {
			dismiss = b
			continue
		}
		others = append([]*kit.Button{b}, others...)
	}
	if dismiss == nil {
		dismiss, others = others[0], others[1:]
	}
	d.Show(dismiss, append([]*kit.Button{dismiss}, others...)...)
}

// questionTitle says what a question is about.
func questionTitle(q *session.Question) string {
	if q.Code == session.CodeOlderInstaller {
		return words.L("WebLogic Deploy Tooling installer")
	}
	return words.L("Connection without encryption")
}
