package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// spot is where a person mends what an action was refused for.
type spot struct {
	focus fyne.Focusable
	whole fyne.CanvasObject // what is brought into view
	entry *kit.Entry        // marked; nil where nothing is typed
	hint  *hint             // says why; nil where something else does
}

func spotOf(f *field) spot { return spot{f.entry, f.Container, f.entry, f.hint} }

// spots finds the places in the window where something is mended, and leads there.
type spots struct{ win *Window }

// leadTo shows where a refused action's reason is mended: its tab and
// section are opened, it is scrolled to and has the focus.
func (t *spots) leadTo(why report.Finding) {
	t.openFor(why)
	t.win.redraw()
	s, ok := t.of(why)
	if !ok {
		return
	}
	t.leadToSpot(s)
}

// leadToReason shows where what a job failed for is mended: the token that a registry
// refused, the sign-in that it wants, a field, the installer, or what was found in a file
// or the image.
// What a network or a server did leads nowhere, but for the base that a person named.
func (t *spots) leadToReason(o *session.Outcome) {
	t.win.redraw()
	why := words.Finding(o.Err)
	_, placed := t.of(why)
	installer := installerField(t.win.session.Snapshot().Form, why)
	switch {
	case o.Phase == report.Base && t.win.session.Snapshot().Form.CustomBase:
		t.leadToField(form.FieldBase)
	case why.Code == registry.CodeRefused:
		t.leadToRefused()
	case why.Code == registry.CodeAnonymous && why.Args["Host"] == t.win.session.Snapshot().Form.Target.Host:
		t.leadToSignIn()
	case placed:
		t.leadTo(why)
	case installer != "":
		t.leadToField(installer)
	case isFound(t.win.session.Snapshot(), why):
		t.leadToFinding(why)
	}
}

// leadToField shows a field; where it is one of More, that is unfolded.
func (t *spots) leadToField(key form.Field) {
	t.win.tabs.Choose(1)
	t.win.view.more = t.win.view.more || t.win.auxiliary.more.has(key)
	t.win.redraw()
	if place, ok := t.ofField(key, t.win.session.Snapshot().Form); ok {
		t.leadToSpot(place)
	}
}

// isFound tells whether the last check or Create has a finding among those of the files
// and the image.
func isFound(s session.Snapshot, why report.Finding) bool {
	return slices.ContainsFunc(s.Findings, func(f report.Finding) bool { return f.Code == why.Code && f.File == why.File }) ||
		why.File != "" && s.Form.Has(why.File)
}

// leadToRefused shows the token that the registry of the push refused, if it was that
// one: to be typed anew.
func (t *spots) leadToRefused() {
	t.win.redraw()
	if !checkedAs(t.win.session.Snapshot(), registry.CodeRefused) {
		return
	}
	t.win.tabs.Choose(1)
	token := t.win.auxiliary.signIn.token
	t.leadToSpot(spotOf(token))
	token.entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // to be typed over
}

// leadToSignIn shows where a person says who signs in.
func (t *spots) leadToSignIn() {
	t.win.tabs.Choose(1)
	a := t.win.auxiliary.signIn
	t.leadToSpot(spot{focus: a.mode.Stop(), whole: a.Container})
}

// leadToSpot shows a place: its section is opened, it is scrolled to and has the
// focus.
func (t *spots) leadToSpot(s spot) {
	t.win.auxiliary.folds.open(s.whole)
	t.win.window.Canvas().Focus(s.focus)
	if s.whole != nil {
		kit.Reveal(s.whole)
	}
}

// leadToFinding shows what a check found: unfolded in its file's row, or among
// the findings.
func (t *spots) leadToFinding(f report.Finding) {
	t.win.tabs.Choose(1)
	if f.File != "" {
		t.win.view.unfolded[f.File] = true
	}
	t.win.window.Canvas().Unfocus() // the field that is left may have the rows made anew
	t.win.redraw()
	r := t.win.auxiliary.files.row(f.File)
	if r == nil {
		kit.Reveal(t.win.auxiliary.found.panel)
		return
	}
	t.win.window.Canvas().Focus(r.fold)
	kit.Reveal(r.Container)
}

// openFor chooses the tab, and unfolds what hides the reason's place.
func (t *spots) openFor(why report.Finding) {
	s := t.win.session.Snapshot()
	keys := fieldsOf(s, why)
	onPrimary := s.Form.UseExisting || why.Code == session.CodeExisting || slices.Contains(keys, form.FieldPrimaryTag)
	t.win.tabs.Choose(map[bool]int{true: 0, false: 1}[onPrimary])
	if slices.ContainsFunc(keys, t.win.auxiliary.more.has) {
		t.win.view.more = true
	}
	if path, ok := refusedFile(s, why); ok {
		t.win.view.unfolded[path] = true
	}
}

// draw marks the place of the reason while the refusal stands.
func (t *spots) draw(s session.Snapshot) {
	why := s.WhyNot[t.win.title.tried]
	if t.win.title.tried == "" || why == nil {
		return
	}
	place, ok := t.of(*why)
	if !ok || place.hint == nil || place.hint.open {
		return // the field says itself what is wrong with it
	}
	place.hint.Set(words.Of(*why).Sentence, theme.ColorNameError)
	kit.SetVisible(place.hint.Label, true)
	if place.entry != nil {
		place.entry.MarkWrong(true)
	}
}

// fieldsOf returns the fields that a reason is about.
func fieldsOf(s session.Snapshot, why report.Finding) (keys []form.Field) {
	if key := missingField(s.Form, why.Code); key != "" {
		return []form.Field{key}
	}
	for key, f := range s.Fields {
		if f.Code == why.Code && f.Severity == report.Error {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if len(keys) > 1 { // a part of the tag, rather than the tag
		keys = slices.DeleteFunc(keys, func(key form.Field) bool { return key == form.FieldTag })
	}
	return keys
}

// refusedFile returns the file with the finding that wants a person's tick.
func refusedFile(s session.Snapshot, why report.Finding) (path string, ok bool) {
	if why.Code != session.CodeNotAccepted {
		return "", false
	}
	for path, notes := range s.FileNotes {
		if slices.ContainsFunc(notes, func(f report.Finding) bool { return session.Dangerous(f) && f.File == why.File }) {
			return path, true
		}
	}
	return "", false
}

// of returns where a reason is mended, false for one that no place is for.
func (t *spots) of(why report.Finding) (spot, bool) {
	s := t.win.session.Snapshot()
	for _, key := range fieldsOf(s, why) {
		if place, ok := t.ofField(key, s.Form); ok {
			return place, true
		}
	}
	if path, ok := refusedFile(s, why); ok {
		return t.win.auxiliary.files.spot(path)
	}
	switch why.Code {
	case session.CodeNoImage:
		return spot{focus: t.win.title.create}, true
	case session.CodeExisting:
		return spot{focus: t.win.primary.choice.Options[0], whole: t.win.primary.choice.Container}, true
	}
	return spot{}, false
}

// missingField returns the field that is to be filled in first, empty where a reason is
// another one.
func missingField(f form.Form, why report.Code) form.Field {
	return map[report.Code]form.Field{
		session.CodeNoTag: missingPart(f), session.CodeNoModel: form.FieldFiles, session.CodeNoInstaller: form.FieldInstaller,
		session.CodeNoFolder: form.FieldFolder, session.CodeNoBase: form.FieldBase, session.CodeNoUser: form.FieldUser, session.CodeNoToken: form.FieldToken,
	}[why]
}

// missingPart returns what is missing of a tag: all of it, or one of its parts.
func missingPart(f form.Form) form.Field {
	switch {
	case f.Tag == "" || f.UseExisting:
		return form.FieldTag
	case f.Target.Repository == "":
		return form.FieldRepository
	}
	return form.FieldVersion
}

// ofField returns where a field is filled in.
func (t *spots) ofField(key form.Field, f form.Form) (spot, bool) {
	a := t.win.auxiliary
	if f.UseExisting && a.target.has(key) {
		return spotOf(t.win.primary.existing.tag), true
	}
	switch key {
	case form.FieldRegion:
		return spot{focus: a.target.region, whole: a.target.region, hint: a.target.regionHint}, true
	case form.FieldFiles:
		return spot{focus: a.files.add, whole: a.files.Container, hint: a.files.hint}, true
	}
	for _, f := range slices.Concat(a.target.fields(), []*field{a.signIn.user, a.signIn.token, a.tooling.folder, a.tooling.installer,
		t.win.primary.tag}, a.more.fields()) {
		if f.key == key {
			return spotOf(f), true
		}
	}
	return spot{}, false
}

// leadToVersion shows where the version of WebLogic is chosen.
func (t *spots) leadToVersion() {
	t.win.dialogs.CloseAll()
	t.win.tabs.Choose(0)
	t.win.redraw()
	t.win.window.Canvas().Focus(t.win.primary.version.choice)
	kit.Reveal(t.win.primary.version.Container)
}
