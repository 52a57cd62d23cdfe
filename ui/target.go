package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// targetSection is the reference: the whole tag, and its four parts that follow
// it and that it follows.
type targetSection struct {
	*fyne.Container
	tag        *field
	copyTag    *kit.Button
	regionName *kit.Label
	region     *picker
	regionHint *hint
	namespace  *field
	repository *field
	version    *field
	there      *repositoryOffer
}

func newTargetSection(w *Window) *targetSection {
	t := &targetSection{}
	part := func(key form.Field, name, help, typical string) *field {
		e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { f.SetPart(key, s) }) })
		e.OnLeft = w.redraw
		e.PlaceHolder = example(typical)
		return newField(key, name, help, e).offering(func(name string) {
			w.session.Edit(func(f *form.Form) { f.SetPart(key, name) })
			w.redraw()
		})
	}
	tag := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { f.SetTag(s) }) })
	tag.OnLeft = w.redraw
	tag.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	t.copyTag = w.clipboard.icon(func() string { return w.session.Snapshot().Form.Tag })
	t.tag = newField(form.FieldTag, words.L("Auxiliary Image Tag"),
		words.L("Where the image goes. Paste it whole, or fill in its parts."), tag)
	t.tag.Objects[1] = container.NewBorder(nil, nil, nil, t.copyTag, tag)
	t.region = newPicker(func(host string) { w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) }) })
	t.regionName, t.regionHint = kit.Caption(""), newHint("")
	t.namespace = part(form.FieldNamespace, "", "", "tenancynamespace")
	t.namespace.hint.Room = []string{namespacePath()}
	t.repository = part(form.FieldRepository, words.L("Repository"), "", "test-model-ankit")
	t.version = part(form.FieldVersion, words.L("Version"), "", "v1")
	t.there = newRepositoryOffer(w)
	fill := container.NewHBox(kit.NewButton(words.L("Fill in from Oracle Cloud…"), func() { openCloud(w) }))
	fill.Hide()
	offerCloud(fill)
	t.Container = kit.Column(2, t.tag.Container, fill, kit.Row([]float32{4, 3, 3, 2},
		kit.Under(t.regionName, t.region, t.regionHint.Label),
		t.namespace.Container, t.repository.Container, t.version.Container), t.there.Container)
	return t
}

// fields returns those that are typed into.
func (t *targetSection) fields() []*field {
	return []*field{t.tag, t.namespace, t.repository, t.version}
}

// has tells whether a field is the tag, or a part of it.
func (t *targetSection) has(key form.Field) bool {
	return key == form.FieldRegion || slices.ContainsFunc(t.fields(), func(f *field) bool { return f.key == key })
}

// ofTag returns what is wrong with the tag as a whole: what is wrong with a part
// stands under the part.
func (t *targetSection) ofTag(s session.Snapshot) *report.Finding {
	whole, ok := s.Fields[form.FieldTag]
	if !ok {
		return nil
	}
	for _, f := range []*report.Finding{ofRegion(s), findingOf(s, form.FieldNamespace), findingOf(s, form.FieldRepository), findingOf(s, form.FieldVersion)} {
		if f != nil && f.Code == whole.Code {
			return nil
		}
	}
	return &whole
}

// ofRegion returns what is wrong with the region. What a tag without a host
// means is no fault of the region, and stands under the tag.
func ofRegion(s session.Snapshot) *report.Finding {
	if f := findingOf(s, form.FieldRegion); f != nil && f.Severity != report.Info {
		return f
	}
	return nil
}

// progress tells whether a registry has accepted the tag: at a check of the sign-in,
// or at a push.
func (t *targetSection) progress(s session.Snapshot) kit.StepState {
	pushed := s.Image != nil && s.Image.Pushed && s.Image.Reference == s.Form.Tag
	return reached(pushed || checkedAs(s, registry.CodeMayPush), s, form.FieldTag, form.FieldRegion, form.FieldNamespace, form.FieldRepository, form.FieldVersion)
}

// oracles tells whether the image goes to Oracle's registry, as far as that is
// known: then namespaces and user names are a tenancy's.
func oracles(f form.Form) bool {
	return f.Tag == "" || f.Target.Host != "" && ocir.NeedsNamespace(f.Target.Host)
}

func (t *targetSection) draw(s session.Snapshot) {
	t.there.draw(s)
	p := s.Form.Target
	t.tag.drawFinding(s.Form.Tag, t.ofTag(s))
	t.regionHint.help = ""
	if p.Host != "" {
		t.regionHint.help = words.L("Address: {{.Host}}", map[string]any{"Host": p.Host})
	}
	t.region.show(p.Host, t.regionHint.show(ofRegion(s), false))
	t.regionName.SetText(words.L("Registry"))
	t.namespace.name.SetText(words.L("Namespace"))
	t.namespace.hint.help = ""
	if oracles(s.Form) {
		t.regionName.SetText(words.L("Region"))
		t.namespace.name.SetText(words.L("Tenancy namespace"))
		t.namespace.hint.help = namespacePath()
	}
	t.namespace.draw(s, p.Namespace)
	t.repository.draw(s, p.Repository)
	t.version.draw(s, p.Version)
}

// namespacePath says where the Console shows the tenancy's namespace, as the lab does.
func namespacePath() string { return words.L("Menu › Developer Services › Container Registry") }
