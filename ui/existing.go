package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
)

// existingSection uses an auxiliary image that stands in a registry already: its
// tag is looked up, and checked when that is wanted.
type existingSection struct {
	*fyne.Container
	win         *Window
	tag         *field
	look, check *button
	next        *button
	found       *text
	facts       *fyne.Container
	findings    *fyne.Container
	drawn       string // reference that was looked up last
	told        string
}

func newExistingSection(w *Window) *existingSection {
	t := &existingSection{win: w, found: muted(""), facts: vertical(2), findings: vertical(2)}
	e := newEntry(func(s string) { w.session.SetTag(s) })
	e.left = func() {
		w.redraw()
		t.lookUp()
	}
	e.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	t.tag = newField(session.FieldTag, words.L("Auxiliary Image Tag"), words.L("An auxiliary image that stands in its registry already."), e)
	t.look = newButton(words.L("Look up"), func() { w.startOrStop(session.ActLookUp) })
	t.check = newButton(words.L("Check it"), func() { w.start(session.ActCheck) })
	t.next = newButton(words.L("What comes next…"), w.openNext)
	t.Container = vertical(3, t.tag.Container, t.facts, t.found, t.findings, inFlow(2, t.look, t.check, t.next))
	return t
}

// lookUp looks the tag up as the field is left, once a tag.
func (t *existingSection) lookUp() {
	s := t.win.session.Snapshot()
	if s.Form.UseExisting && s.Form.Tag != t.told && s.Image == nil && s.WhyNot[session.ActLookUp] == nil {
		t.told = s.Form.Tag
		t.win.start(session.ActLookUp)
	}
}

func (t *existingSection) draw(s session.Snapshot) {
	shown(t.Container, s.Form.UseExisting)
	t.look.shine(s.Form.UseExisting && s.Image == nil)
	t.next.shine(s.Form.UseExisting && s.Image != nil)
	if !s.Form.UseExisting {
		return
	}
	t.tag.draw(s, s.Form.Tag)
	text := ""
	if s.Job != nil && s.Job.Action == session.ActLookUp {
		text = words.L("Looking it up…")
	}
	t.found.setText(text)
	shown(t.found, text != "")
	drawStoppable(t.look, s, session.ActLookUp, words.L("Look up"))
	shown(t.check, s.Image != nil)
	shown(t.next, s.Image != nil)
	digest := ""
	if s.Image != nil {
		digest = s.Image.Digest
	}
	if digest != t.drawn {
		t.drawn = digest
		t.facts.RemoveAll()
		if s.Image != nil {
			t.facts.Add(t.win.fact(words.L("Digest"), digest))
			t.facts.Add(plainFact(words.L("Size"), words.Bytes(s.Image.Size)))
		}
		t.facts.Refresh()
	}
	t.findings.RemoveAll()
	for _, f := range s.Findings {
		m := words.Of(f)
		p := paragraph(mark(f.Severity) + m.String())
		p.color = severityColor(f.Severity)
		t.findings.Add(p)
	}
	shown(t.findings, len(s.Findings) > 0)
}
