package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// hint is the line under a field: what is wrong with it, or else its help. It
// is slow to complain and quick to forgive: a fault that shows up while a
// person types waits until the field is left.
type hint struct {
	*kit.Label
	help string
	open bool // a finding is being shown
}

func newHint(help string) *hint {
	t := kit.Caption(help)
	return &hint{Label: t, help: help}
}

// show draws a finding and tells whether it is one of severity Error.
func (h *hint) show(f *report.Finding, typing bool) bool {
	if f == nil || typing && !h.open && f.Severity == report.Error {
		h.open = false
		h.Set(h.help, kit.ColorMuted)
		return false
	}
	h.open = true
	m := words.Of(*f)
	h.Set(words.Sentences(m.Sentence, m.Next), severityColor(f.Severity))
	return f.Severity == report.Error
}

// showIf draws a finding with the code, nothing of another one, and tells whether
// it did.
func (h *hint) showIf(f report.Finding, code report.Code) bool {
	if f.Code != code {
		return h.show(nil, false)
	}
	return h.show(&f, false)
}

func severityColor(s report.Severity) fyne.ThemeColorName {
	switch s {
	case report.Error:
		return theme.ColorNameError
	case report.Warning:
		return theme.ColorNameWarning
	}
	return kit.ColorMuted
}

// field is an entry with its name above and its hint below.
type field struct {
	*fyne.Container
	key     form.Field
	name    *kit.Label
	entry   *kit.Entry
	browse  *kit.Button // of a path; nil otherwise
	hint    *hint
	offered string
	offer   *kit.Button // takes the name that the hint offers; nil where none is offered
}

func newField(key form.Field, name, help string, e *kit.Entry) *field {
	f := &field{key: key, name: kit.Caption(name), entry: e, hint: newHint(help)}
	if e.Selects == nil {
		e.Selects = toReplace
	}
	f.Container = kit.Under(f.name, e, f.hint.Label)
	return f
}

// toReplace returns what is typed over in a field, in characters: a placeholder that is
// left in it, or else all.
func toReplace(text string) (from, to int) {
	found := ocir.Placeholder(text)
	if found == "" {
		return 0, len([]rune(text))
	}
	from = len([]rune(text[:strings.Index(text, found)]))
	return from, from + len([]rune(found))
}

// offering lets a person take the name that a finding offers by a click.
func (f *field) offering(take func(name string)) *field {
	f.offer = kit.NewButton(words.L("Use it"), nil)
	f.offer.Hide()
	f.Container.Add(kit.Flow(0, f.offer))
	f.offer.OnTapped = func() {
		take(f.offered)
		if c := fyne.CurrentApp().Driver().CanvasForObject(f.entry); c != nil {
			c.Focus(f.entry) // the button is gone with its reason
		}
	}
	return f
}

// drawOffer offers the name that a finding suggests, if it does.
func (f *field) drawOffer(finding *report.Finding) {
	f.offered = ""
	if finding != nil && f.hint.open {
		f.offered, _ = finding.Args["Suggestion"].(string)
	}
	kit.SetVisible(f.offer, f.offered != "")
}

// example is what an empty field shows: what one may type there.
func example(s string) string { return words.L("e.g. {{.Example}}", map[string]any{"Example": s}) }

// byDefault is what an empty field shows: what it stands for.
func byDefault(s string) string { return words.L("by default {{.Value}}", map[string]any{"Value": s}) }

func (f *field) draw(s session.Snapshot, value string) {
	f.drawFinding(value, findingOf(s, f.key))
}

// findingOf returns what a snapshot says about a field, nil for nothing.
func findingOf(s session.Snapshot, key form.Field) *report.Finding {
	if f, ok := s.Fields[key]; ok {
		return &f
	}
	return nil
}

func (f *field) drawFinding(value string, finding *report.Finding) {
	f.entry.ShowValue(value)
	f.entry.MarkWrong(f.hint.show(finding, f.entry.HasFocus))
	if f.offer != nil {
		f.drawOffer(finding)
	}
}
