package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// fileState returns the worst of what is known about a file, and its colour. That it
// changed stands on a line of its own, before what was found in it. Of an unfolded row
// it says how much was found: what stands below.
func fileState(s session.Snapshot, f input.File, unfolded bool) (string, fyne.ThemeColorName) {
	changed, severity := "", report.Info
	notes := slices.DeleteFunc(slices.Clone(s.FileNotes[f.Path]), func(f report.Finding) bool {
		if f.Code == session.CodeFileChanged {
			changed, severity = mark(f.Severity)+words.L("changed since the image was created"), f.Severity
		}
		return f.Code == session.CodeFileChanged
	})
	switch {
	case len(notes) > 0:
		worst := slices.MaxFunc(notes, func(a, b report.Finding) int {
			return cmp.Or(cmp.Compare(a.Severity, b.Severity), weigh(s, a)-weigh(s, b))
		})
		return strings.TrimSpace(changed + "\n" + noteLine(notes, worst, unfolded)), noteColor(max(worst.Severity, severity))
	case changed != "":
		return changed, noteColor(severity)
	case f.Image != "":
		return kit.Tick + words.L("in the image {{.Tag}}", map[string]any{"Tag": tagOf(f.Image)}), theme.ColorNameSuccess
	case s.Inspected.Running:
		return words.L("checking…"), kit.ColorMuted
	}
	return kit.Tick + okState(s, f), theme.ColorNameSuccess
}

// weigh puts what a push waits for a person's tick for before what is as severe.
func weigh(s session.Snapshot, f report.Finding) int {
	if isUnaccepted(s, f) {
		return 1
	}
	return 0
}

// isUnaccepted tells whether a push waits for a person's tick at a finding.
func isUnaccepted(s session.Snapshot, f report.Finding) bool {
	return session.Dangerous(f) && !s.Accepted[session.AcceptKey(f)]
}

// noteLine says how many notes there are, and what the worst of them says where they
// are not listed below.
func noteLine(notes []report.Finding, worst report.Finding, listed bool) string {
	sentence, found := words.Of(worst).Sentence, words.Found(notes)
	switch {
	case found != "" && listed:
		sentence = found
	case found != "" && len(notes) > 1:
		sentence = found + " – " + sentence
	}
	return mark(worst.Severity) + sentence
}

func noteColor(s report.Severity) fyne.ThemeColorName {
	if s == report.Info {
		return kit.ColorMuted
	}
	return severityColor(s)
}

// okState says what is good about a file.
func okState(s session.Snapshot, f input.File) string {
	has := func(files []input.File) bool {
		return slices.ContainsFunc(files, func(x input.File) bool { return x.Path == f.Path })
	}
	switch {
	case has(s.Form.Variables) && s.Inspected.Variables.Total > 0:
		return words.L("ok, {{.Used}} of {{.Total}} used", map[string]any{"Used": s.Inspected.Variables.Used, "Total": s.Inspected.Variables.Total})
	case has(s.Form.Archives) && len(s.Form.Archives) == 1 && s.Inspected.Applications > 0:
		return words.N("ok, {{.Count}} applications, all found", s.Inspected.Applications)
	}
	return words.L("ok")
}
