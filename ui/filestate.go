package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// stateLine is what a row says of its file, in a colour.
type stateLine struct {
	text  string
	color fyne.ThemeColorName
}

// fileState returns the worst of what is known about a file. That it changed stands
// on a line of its own, before what was found in it. Of an unfolded row it says how
// much was found: what stands below.
func fileState(s session.Snapshot, f input.File, unfolded bool) (lines []stateLine) {
	notes := slices.Clone(s.FileNotes[f.Path])
	if at := slices.IndexFunc(notes, func(f report.Finding) bool { return f.Code == session.CodeFileChanged }); at >= 0 {
		lines = append(lines, stateLine{mark(notes[at].Severity) + words.L("changed since the image was created"), severityColor(notes[at].Severity)})
		notes = slices.Delete(notes, at, at+1)
	}
	switch {
	case len(notes) > 0:
		worst := slices.MaxFunc(notes, func(a, b report.Finding) int {
			return cmp.Or(cmp.Compare(a.Severity, b.Severity), weigh(s, a)-weigh(s, b))
		})
		return append(lines, stateLine{noteLine(notes, worst, unfolded), severityColor(worst.Severity)})
	case len(lines) > 0:
		return lines
	case f.Image != "":
		return []stateLine{{kit.Tick + words.L("in the image {{.Tag}}", map[string]any{"Tag": tagOf(f.Image)}), theme.ColorNameSuccess}}
	case s.Inspected.Running:
		return []stateLine{{words.L("checking…"), kit.ColorMuted}}
	}
	return []stateLine{{kit.Tick + okState(s, f), theme.ColorNameSuccess}}
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
