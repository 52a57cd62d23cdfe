package ui

import (
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// primaryTab says which image the domain runs on. The wizard changes nothing
// in it.
type primaryTab struct {
	page    *kit.Page
	tag     *field
	version *versionChoice
	choice  *kit.RadioGroup

	existing *existingSection
}

func newPrimaryTab(w *Window) *primaryTab {
	t := &primaryTab{}
	e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { f.PrimaryTag = s }) })
	e.OnLeft = w.redraw
	e.PlaceHolder = example(form.DefaultPrimaryTag)
	t.tag = newField(form.FieldPrimaryTag, words.L("Image Tag"),
		words.L("The image that the domain runs on. Your cluster pulls it; nothing is downloaded here."), e)
	t.version = newVersionChoice(w)
	t.choice = kit.NewRadioGroup([]string{"new", "existing"},
		[]string{words.L("Create a new auxiliary image here"), words.L("Use an existing auxiliary image")},
		func(v string) { w.session.Edit(func(f *form.Form) { f.UseExisting = v == "existing" }) })
	t.existing = newExistingSection(w)
	terms := kit.Muted(words.L("Before the first pull, accept the terms of Oracle's registry once: sign in at container-registry.oracle.com, choose Middleware, then weblogic. 12.2.1.3 is the version that the lab uses; it is no longer the newest one."))
	t.page = newFormPage(kit.Column(3,
		kit.Section(words.L("The image that the domain runs on"), kit.Row([]float32{2, 1}, t.tag.Container, t.version.Container),
			kit.Paragraph(words.L("A primary image holds the operating system, the JDK and WebLogic Server, and serves hundreds of domains. It holds no model and no application: those come from the auxiliary image. The wizard changes nothing in it.")),
			terms),
		kit.Section(words.L("How the two images meet"), newMeeting(),
			kit.Muted(words.L("When a server's pod starts, the auxiliary image's files are copied into a shared folder; WebLogic Deploy Tooling in the primary image's container reads the model there and makes the domain. The primary image stays as it is."))),
		kit.Section(words.L("Auxiliary image"), t.choice.Container, t.existing.Container),
	))
	return t
}

func (t *primaryTab) draw(s session.Snapshot) {
	t.tag.draw(s, s.Form.PrimaryTag)
	t.version.draw(s)
	choice := "new"
	if s.Form.UseExisting {
		choice = "existing"
	}
	t.choice.ShowValue(choice)
	t.existing.draw(s)
}
