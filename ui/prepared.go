package ui

import (
	"slices"
	"strings"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// openPrepared shows what prepareModel changed, and asks whether to use it.
func (t *workArea) openPrepared(s session.Snapshot) *workDialog {
	q := s.Question
	m := words.Of(report.Finding{Code: q.Code, Args: q.Args})
	top := kit.Column(2, kit.Paragraph(m.Sentence), kit.Muted(m.Next))
	if len(q.Prepared.Secrets) > 0 {
		top.Add(kit.Paragraph(words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": firstFew(q.Prepared.Secrets)})))
	}
	list := newDiffList(rowsOf(q.Prepared.Files))
	body := kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.NewPanel(list))
	d := t.win.dialogs.New(words.L("Prepared model"), body, 60)
	d.Tall = true
	showChoices(d, q, t.answer(q))
	return &workDialog{dialog: d}
}

// fewNames is how many names may stand above a list: more would leave it no room in
// the least window.
const fewNames = 6

// firstFew returns the first names, and a sign that there are more.
func firstFew(names []string) string {
	if len(names) > fewNames {
		names = append(slices.Clone(names[:fewNames]), "…")
	}
	return strings.Join(names, ", ")
}
