package ui

import (
	"strings"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// purpose says what the program does, to whom sees it for the first time.
func purpose() string {
	return words.L("Makes a WebLogic auxiliary image of your model, and pushes it to a registry.")
}

// statusOf returns the line at the bottom: the running phase, else what is wrong with the
// settings, else what blocks the next step, else how the last job ended, with what comes next where it ended well.
// While there is nothing yet, and nothing was tried, it says what the program does.
func (c *console) statusOf(s session.Snapshot) string {
	ended, untouched := &c.win.view.ended, s.Form.Tag == "" && len(s.Form.Files()) == 0 && c.win.title.tried == ""
	switch why := blocks(s); {
	case s.Job != nil:
		return jobLine(s.Job)
	case s.Settings != nil && (untouched || s.Settings.Code == session.CodeSettingsUnkept):
		said := words.Of(*s.Settings)
		return strings.TrimSpace(said.Sentence + " " + said.Next)
	case s.FirstStart && untouched && ended.outcome == nil:
		return purpose()
	case why != nil:
		return words.Of(*why).Sentence
	case ended.failed():
		return ended.says()
	case s.Next == session.ActPush && signInRefused(s) != nil:
		return words.Of(*signInRefused(s)).Sentence
	}
	parts := []string{ended.says(), c.readyFor(s)}
	if isPushed(s) && parts[0] == "" {
		parts[0] = pushedAt(s.Image)
	}
	return strings.Trim(strings.Join(parts, " – "), " –")
}

// beforePush returns what a push after Create lacks yet: it cannot start, or the
// registry has refused the sign-in.
func beforePush(s session.Snapshot) *report.Finding {
	if why := s.WhyNot[session.ActCreateAndPush]; why != nil {
		return why
	}
	return signInRefused(s)
}

// signInRefused returns why the registry did not let the account in when it was asked
// last, nil when it did.
func signInRefused(s session.Snapshot) *report.Finding {
	if s.SignedIn == nil || s.SignedIn.Finding.Severity != report.Error {
		return nil
	}
	return &s.SignedIn.Finding
}

// blocks returns why the next step cannot be taken, or would come to nothing: what is
// wrong in a file is so until it is read again.
func blocks(s session.Snapshot) *report.Finding {
	if why := s.WhyNot[s.Next]; why != nil || s.Next == "" || s.Form.UseExisting {
		return why
	}
	return s.FaultyFile()
}

// readyFor names the step that can be taken, and what it or the push after it lacks yet;
// empty when there is none.
func (c *console) readyFor(s session.Snapshot) string {
	if s.Next == session.ActCreate && len(s.Form.Models) == 0 && s.Form.From == "" {
		return words.L("No model yet. Add model, variable and archive files, or drop them here.")
	}
	b := c.win.primaryButton()
	if b == nil {
		return ""
	}
	args := map[string]any{"Step": strings.TrimSuffix(b.Text, "…")}
	if why := beforePush(s); why != nil && s.Next == session.ActCreate {
		args["Why"] = words.Of(*why).Sentence
		return words.L("Next: {{.Step}}. Not ready to push yet. {{.Why}}", args)
	}
	return words.L("Ready. Next: {{.Step}}", args)
}
