package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// formWidth is how wide the form is at most: longer lines are read badly, and
// their buttons stand far from what they are about.
const formWidth = 960

// newFormPage returns a page with a column of sections.
func newFormPage(sections fyne.CanvasObject) *kit.Page {
	return kit.NewSteadyPage(kit.Narrow(formWidth, kit.Padded(4, 1, sections)))
}

// auxiliaryTab is the form.
type auxiliaryTab struct {
	page    *kit.Page
	welcome *welcome
	project *projectNotes
	target  *targetSection
	signIn  *signInSection
	files   *filesSection
	tooling *toolingSection
	steps   []*kit.StepMark // of target, sign-in, files and tooling
	folds   *folds
	found   *foundSection
	more    *moreSection
	height  float32 // of the content when it was drawn last
}

func newAuxiliaryTab(w *Window) *auxiliaryTab {
	t := &auxiliaryTab{welcome: newWelcome(w), project: newProjectNotes(w), target: newTargetSection(w), signIn: newSignInSection(w),
		files: newFilesSection(w), tooling: newToolingSection(w), found: newFoundSection(w), more: newMoreSection(w)}
	for i := range 4 {
		t.steps = append(t.steps, kit.NewStepMark(i+1))
	}
	signIn, tooling := foldingSignIn(t.signIn, t.steps[1]), foldingTooling(t.tooling, t.steps[3])
	t.folds = newFolds(w, signIn, tooling)
	t.page = newFormPage(kit.Column(3, t.welcome.panel, t.project.panel,
		kit.StepSection(t.steps[0], words.L("Target image"), t.target.Container),
		signIn.section.Panel,
		kit.StepSection(t.steps[2], words.L("What goes in"), t.files.Container),
		tooling.section.Panel,
		t.found.panel, t.more.panel))
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
	for i, p := range []kit.StepState{t.target.progress(s), t.signIn.progress(s), t.files.progress(s), t.tooling.progress(s)} {
		t.steps[i].ShowState(p)
	}
	t.folds.draw(s)
	if h := t.page.Content.MinSize().Height; h != t.height { // the bar and the end follow what was shown or hidden
		t.height = h
		t.page.Refresh()
	}
}
