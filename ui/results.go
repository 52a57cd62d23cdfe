package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// results are those in the form that a person has been shown.
type results struct {
	drawn    bool // at all: what stands there at a start is no news
	signedIn *session.SignInCheck
	image    string // digest of the existing image
	found    int    // findings about the whole
}

// reveal brings into view what came about in the form since it was drawn
// last, the last of it where there is more.
func (r *results) reveal(w *Window, s session.Snapshot) {
	now := results{drawn: true, signedIn: s.SignedIn, found: len(s.Elsewhere())}
	if s.Form.UseExisting && s.Image != nil {
		now.image = s.Image.Digest
	}
	was := *r
	if s.Job != nil { // how it ends tells whether what it meets is news
		now.found = was.found
	}
	*r = now
	var news fyne.CanvasObject
	switch {
	case !was.drawn:
	case now.image != "" && now.image != was.image:
		news = w.primary.existing.Container
	case now.signedIn != nil && now.signedIn != was.signedIn:
		news = w.auxiliary.signIn.answer
	case now.found > 0 && was.found == 0 && isNews(s):
		news = w.auxiliary.found.panel
	}
	if news != nil {
		kit.Reveal(news)
	}
}

// isNews tells whether what was found matters to how the last job ended. Nobody is taken
// from where they read for what was met on the way to an image, or where a job failed
// for another reason.
func isNews(s session.Snapshot) bool {
	switch o := s.Outcome; {
	case o == nil:
		return true
	case o.Err != nil:
		return isFound(s, words.Finding(o.Err))
	default:
		return o.Create == nil && o.Receipt == nil
	}
}
