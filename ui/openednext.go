package ui

import (
	"context"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// pullable tells whether the image stands where a cluster can pull it.
func (t *openedImage) pullable() bool { return t.image.File == "" }

// whyNot says why there is nothing to come next of an image in a file.
func (t *openedImage) whyNot() *kit.Label {
	why := kit.Muted(words.L("What comes next… is for an image in a registry: a cluster cannot pull from a file. Push this file first."))
	kit.SetVisible(why, !t.pullable())
	return why
}

// comesNext opens what the cluster needs of this image, in place of the one at hand: who
// goes back to an older version needs what updates the Domain first.
func (t *openedImage) comesNext() {
	title := words.Labelled(words.L("What comes next"), brief(t.image.Reference))
	var of session.Deployment
	read := func(ctx context.Context) (err error) {
		of, err = session.DeploymentOf(ctx, t.win.session, t.image)
		return err
	}
	t.win.dialogs.perform(title, waitedFor(t.image.Reference), read, func() {
		domainFile{t.win, of}.reread(func(error) {
			openNextOf(t.win, of, title, firstText(of.About(t.win.session.Snapshot()), true))
		})
	})
}
