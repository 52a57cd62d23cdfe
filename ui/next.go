package ui

import (
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// nextDialog shows what the cluster needs of the image, one text at a time, below
// the names that the texts are filled with.
type nextDialog struct {
	*textsDialog
	*nextNames
}

// openNext opens the dialog with the text that a cluster needs first: where a Domain
// may run an older version, the one that updates it; else the person's own Domain.
func openNext(w *Window) {
	first := "namespace"
	switch s := w.session.Snapshot(); {
	case s.Supersedes() && s.Deploy.UpdateCommand() != "":
		first = "update"
	case s.Form.DomainFile != "":
		first = "domain"
	}
	openNextAt(w, first)
}

// openNextAt opens the dialog with the text of a key.
func openNextAt(w *Window, key string) {
	w.auxiliary.signIn.typed.handOver()
	d := &nextDialog{nextNames: newNextNames(w)}
	d.textsDialog = newTextsDialog(w, words.L("What comes next"), d.nextNames.Container, nextTexts(w.session.Snapshot()), 12)
	d.dialog.Tall = true // a Domain is long
	d.withToken = kit.NewButton(words.L("Save with the token…"), pullSecretFile{w}.ask)
	d.dialog.First = d.missing(w.session.Snapshot())
	w.next = d
	d.open(key)
	d.draw(w.session.Snapshot())
}

// draw shows the names as they are now, and the text that they make.
func (d *nextDialog) draw(s session.Snapshot) {
	good := d.nextNames.draw(s)
	d.drawTexts(nextTexts(s))
	d.offer(good) // else the texts have another name in its place
}
