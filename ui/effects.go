package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// newEffects returns what a difference means for a domain that runs, as the operator's
// documentation has it, with the way to its page, and the page of the window that it is shown on.
func newEffects(w *Window, d *imaging.Difference) (fyne.CanvasObject, *kit.Page) {
	title := words.L("What it means for a domain that runs, by the operator's documentation")
	page := kit.NewButton(words.L("Open the page"), func() { w.opener.page(title, deploy.RuntimeUpdates) })
	list := kit.Column(2)
	for _, e := range session.Effects(d, w.session.Snapshot().Form.OnPV) {
		m := words.Of(e.Finding())
		text := kit.Paragraph(words.Sentences(m.Sentence, m.Next))
		if e.Update == deploy.Unsupported {
			text.Color = theme.ColorNameWarning
			text.SetText(mark(e.Finding().Severity) + text.Text)
		}
		list.Add(text)
	}
	if d.Unmerged() {
		list.Add(kit.Paragraph(words.Of(report.Finding{Code: imaging.CodeUnmerged}).Sentence))
	}
	head := kit.Row([]float32{1, 0}, kit.Paragraph(title), kit.Column(0, page))
	shown := kit.NewPage(list)
	return kit.Bordered(kit.Padded(0, 1, head), nil, nil, nil, shown), shown
}
