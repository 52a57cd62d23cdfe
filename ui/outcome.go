package ui

import (
	"fmt"
	"slices"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// outcomeDialog shows how a job ended.
type outcomeDialog struct{ win *Window }

// open shows how a job ended.
func (t outcomeDialog) open(s session.Snapshot) *workDialog {
	o := s.Outcome
	switch {
	case o.Stopped:
		return t.stopped(o)
	case o.Err != nil:
		return t.failed(s)
	case o.Receipt != nil:
		return t.pushed(s, o)
	case o.Create != nil:
		return t.created(s, o)
	case o.File != nil:
		return t.saved(o)
	}
	return t.checked(s)
}

// checked says what a check without an error came to, and leads to what it found.
func (t outcomeDialog) checked(s session.Snapshot) *workDialog {
	body := kit.Paragraph(words.Of(session.Checked(s.Findings)).Sentence)
	dialog := t.win.dialogs.New(words.L("Check complete"), body, 36)
	return t.done(dialog, t.showFirst(s)...)
}

// showFirst returns a button that leads to the first of the worst findings, none when
// there is none that is worth a warning.
func (t outcomeDialog) showFirst(s session.Snapshot) []*kit.Button {
	worst := max(report.Worst(s.Findings), report.Warning)
	at := slices.IndexFunc(s.Findings, func(f report.Finding) bool { return f.Severity == worst })
	if at < 0 {
		return nil
	}
	return []*kit.Button{kit.NewButton(words.L("Show the first"), func() {
		t.win.session.Dismiss()
		t.win.spots.leadToFinding(s.Findings[at])
	})}
}

// done gives a result its OK.
func (t outcomeDialog) done(s *kit.Dialog, others ...*kit.Button) *workDialog {
	ok := kit.NewButton(words.L("OK"), t.win.session.Dismiss)
	s.Show(ok, append(others, ok)...)
	return &workDialog{dialog: s}
}

func (t outcomeDialog) stopped(o *session.Outcome) *workDialog {
	message := words.L("Stopped as you asked. Nothing half-made was left behind.")
	if pushes(stepOf(o)) {
		message = words.L("Stopped as you asked. The tag was not changed; layers that arrived are used by the next push.")
	}
	return t.done(t.win.dialogs.New(titleOf(stepOf(o), "Stopped"), kit.Paragraph(message), 36))
}

func percent(part, whole int64) string {
	return words.L("{{.Percent}}%", map[string]any{"Percent": fmt.Sprintf("%.0f", 100*fraction(part, whole))})
}
