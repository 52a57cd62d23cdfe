package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// question shows a question and hands on what is chosen.
func (d *dialogs) question(q *session.Question, answer func(session.Choice)) *kit.Dialog {
	m := words.Of(report.Finding{Code: q.Code, Args: q.Args})
	body := kit.Column(2, kit.Paragraph(m.Sentence))
	if m.Next != "" {
		body.Add(kit.Muted(m.Next))
	}
	shown := d.New(questionTitle(q), body, 38)
	showChoices(shown, q, answer)
	return shown
}

// showChoices shows a question's dialog: what dismisses it first, as everywhere,
// then the others, the default last where it is one of them.
func showChoices(d *kit.Dialog, q *session.Question, answer func(session.Choice)) {
	var dismiss *kit.Button
	var others []*kit.Button
	for i, c := range q.Choices {
		b := kit.NewButton(words.L("choice."+string(c), q.Args), func() { answer(c) })
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
	switch q.Code {
	case session.CodeOlderInstaller:
		return words.L("WebLogic Deploy Tooling installer")
	case session.CodeCopyOutdated:
		return words.L("Model")
	}
	return words.L("Connection without encryption")
}
