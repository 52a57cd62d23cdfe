package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// saved shows where an image was saved, and how tools load it.
func (t outcomeDialog) saved(o *session.Outcome) *workDialog {
	f := o.File
	body := kit.Column(3,
		kit.Paragraph(words.L("The image is in this file.")),
		t.win.clipboard.fact(words.L("File"), f.Path),
		t.win.clipboard.fact(words.L("Auxiliary Image Tag"), f.Reference),
		t.win.clipboard.fact(words.L("Digest"), f.Digest),
		plainFact(words.L("Size"), words.Bytes(f.Size)),
		kit.Muted(words.L("How it is loaded:")))
	for _, command := range f.Loads() {
		body.Add(t.win.clipboard.command(command))
	}
	return t.done(t.win.dialogs.New(titleOf(stepOf(o), "Complete"), body, 52), t.win.opener.folderButton(f.Path))
}
