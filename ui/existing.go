package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// existingSection uses an auxiliary image that stands in a registry already: its
// tag is looked up, and checked when that is wanted.
type existingSection struct {
	*fyne.Container
	win         *Window
	tag         *field
	look, check *kit.Button
	next        *kit.Button
	found       *kit.Label
	facts       *fyne.Container
	findings    *fyne.Container
	drawn       string // reference that was looked up last
	told        string
	actions     *fyne.Container
}

func newExistingSection(w *Window) *existingSection {
	t := &existingSection{win: w, found: kit.Muted(""), facts: kit.Column(2), findings: kit.Column(2)}
	e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { f.SetTag(s) }) })
	e.OnLeft = func() {
		w.redraw()
		t.lookUp()
	}
	e.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	t.tag = newField(form.FieldTag, words.L("Auxiliary Image Tag"), words.L("An auxiliary image that stands in its registry already."), e)
	t.look = kit.NewButton(words.L("Look up"), func() { w.actions.startOrStop(session.ActLookUp) })
	t.check = kit.NewButton(words.L("Check it"), func() { w.actions.start(session.ActCheck) })
	t.next = kit.NewButton(words.L("What comes next…"), func() { openNext(w) })
	t.actions = kit.Flow(2, t.look, t.check, kit.NewButton(words.L("Open image…"), imageOpener{w}.ask), t.next)
	t.Container = kit.Column(3, t.tag.Container, t.facts, t.found, t.findings, t.actions)
	return t
}

// lookUp looks the tag up as the field is left, once a tag.
func (t *existingSection) lookUp() {
	s := t.win.session.Snapshot()
	if s.Form.UseExisting && s.Form.Tag != t.told && s.Image == nil && s.WhyNot[session.ActLookUp] == nil {
		t.told = s.Form.Tag
		t.win.actions.start(session.ActLookUp)
	}
}

func (t *existingSection) draw(s session.Snapshot) {
	kit.SetVisible(t.Container, s.Form.UseExisting)
	t.look.SetPrimary(s.Form.UseExisting && s.Image == nil)
	t.next.SetPrimary(s.Form.UseExisting && s.Image != nil)
	if !s.Form.UseExisting {
		return
	}
	t.tag.draw(s, s.Form.Tag)
	text := ""
	if s.Job != nil && s.Job.Action == session.ActLookUp {
		text = pending(words.L("Looking it up…"), s.Job.Waiting, s.Job.Started)
	}
	t.found.SetText(text)
	kit.SetVisible(t.found, text != "")
	drawStoppable(t.look, t.actions, s, session.ActLookUp, words.L("Look up"))
	kit.SetVisible(t.check, s.Image != nil)
	kit.SetVisible(t.next, s.Image != nil)
	t.actions.Refresh()
	t.drawFacts(s)
	t.drawFindings(s)
}

// drawFacts shows what is known of the image that was looked up.
func (t *existingSection) drawFacts(s session.Snapshot) {
	digest := ""
	if s.Image != nil {
		digest = s.Image.Digest
	}
	if digest == t.drawn {
		return
	}
	t.drawn = digest
	t.facts.RemoveAll()
	if s.Image != nil {
		t.facts.Add(t.win.clipboard.fact(words.L("Digest"), digest))
		t.facts.Add(plainFact(words.L("Size"), words.Bytes(s.Image.Size)))
	}
	t.facts.Refresh()
}

// drawFindings shows what a check found in it.
func (t *existingSection) drawFindings(s session.Snapshot) {
	t.findings.RemoveAll()
	for _, f := range s.Findings {
		t.findings.Add(remark(f))
	}
	kit.SetVisible(t.findings, len(s.Findings) > 0)
}
