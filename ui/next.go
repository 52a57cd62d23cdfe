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
	of session.Deployment // of the image that the texts are about
}

// openNext opens the dialog with the text that a cluster needs first: where a Domain
// may run an older version, the one that updates it; else the person's own Domain.
func openNext(w *Window) {
	domainFile{w, w.session.Deployment()}.reread(func(error) {
		s := w.session.Snapshot()
		openNextAt(w, firstText(s, s.Supersedes()))
	})
}

// firstText is the key of the text that is needed first of an image that may take the
// place of another one, or not.
func firstText(s session.Snapshot, supersedes bool) string {
	switch {
	case supersedes && s.Deploy.UpdateCommand() != "":
		return "update"
	case s.Form.DomainFile != "":
		return "domain"
	}
	return "namespace"
}

// openNextAt opens the dialog with the text of a key.
func openNextAt(w *Window, key string) {
	openNextOf(w, w.session.Deployment(), words.L("What comes next"), key)
}

// openNextOf opens the dialog about the image that a deployment is of.
func openNextOf(w *Window, of session.Deployment, title, key string) {
	w.auxiliary.signIn.typed.handOver()
	d := &nextDialog{nextNames: newNextNames(w, of), of: of}
	s := of.About(w.session.Snapshot())
	d.textsDialog = newTextsDialog(w, title, d.nextNames.Container, nextTexts(s), 12)
	d.dialog.Tall = true // a Domain is long
	d.fresh = domainFile{w, of}.fresh
	d.withToken = kit.NewButton(words.L("Save with the token…"), func() { d.fresh(pullSecretFile{w, of}.ask) })
	d.dialog.First = d.missing(s)
	w.next = d
	d.open(key)
	d.draw(w.session.Snapshot())
}

// draw shows the names as they are now, and the text that they make.
func (d *nextDialog) draw(s session.Snapshot) {
	s = d.of.About(s)
	good := d.nextNames.draw(s)
	d.drawTexts(nextTexts(s))
	d.offer(good) // else the texts have another name in its place
}
