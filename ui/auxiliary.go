package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"auximage/app/session"
	"auximage/app/session/words"
)

// auxiliaryTab is the form.
type auxiliaryTab struct {
	page    *container.Scroll
	welcome *welcome
	project *projectNotes
	target  *targetSection
	signIn  *signInSection
	files   *filesSection
	tooling *toolingSection
	found   *foundSection
	more    *moreSection
}

func newAuxiliaryTab(w *Window) *auxiliaryTab {
	t := &auxiliaryTab{welcome: newWelcome(w), project: newProjectNotes(w), target: newTargetSection(w), signIn: newSignInSection(w),
		files: newFilesSection(w), tooling: newToolingSection(w), found: newFoundSection(w), more: newMoreSection(w)}
	t.page = container.NewVScroll(padded(4, 2, vertical(3, t.welcome.panel, t.project.panel,
		section(words.L("Target image"), t.target.Container, t.signIn.Container),
		t.files.panel, t.tooling.panel, t.found.panel, t.more.panel)))
	return t
}

func (t *auxiliaryTab) draw(s session.Snapshot) {
	t.welcome.draw(s)
	t.project.draw(s)
	t.target.draw(s)
	t.signIn.draw(s)
	t.files.draw(s)
	t.tooling.draw(s)
	t.found.draw(s)
	t.more.draw(s)
}

// shown shows or hides an object, refreshing only on a change.
func shown(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}
