package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

func (t outcomeDialog) created(s session.Snapshot, o *session.Outcome) *workDialog {
	i := o.Create
	body := kit.Column(3,
		kit.Paragraph(words.L("The image was created. Push it to its registry when you are ready.")),
		unchangedLine(s),
		otherBaseLine(s),
		kit.Muted(words.L("An auxiliary image belongs to one domain: each domain has its own.")),
		t.win.clipboard.fact(words.L("Auxiliary Image Tag"), i.Reference),
		t.win.clipboard.fact(words.L("Digest"), i.Digest),
		plainFact(words.L("Size"), words.Bytes(i.Size)))
	if i.BaseDigest != "" {
		body.Add(t.win.clipboard.fact(words.L("Base image"), i.BaseDigest))
	}
	if o.Saved != "" {
		body.Add(t.win.clipboard.fact(words.L("WebLogic Deploy Tooling installer saved to"), o.Saved, t.win.opener.folderIcon(o.Saved)))
	}
	body.Add(newLayers(i.Parts))
	then := func(do func()) func() {
		return func() {
			t.win.session.Dismiss()
			t.win.redraw()
			do()
		}
	}
	return t.done(t.win.dialogs.New(titleOf(stepOf(o), "Complete"), body, 52),
		kit.NewButton(words.L("Save image…"), then(saveDialog(t).open)),
		kit.NewButton(words.L("Push"), then(func() { t.win.actions.start(session.ActPush) })))
}
