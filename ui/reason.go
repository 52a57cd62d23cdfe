package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
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

// leadToReason shows where a refused action's reason is mended: its tab and
// section are opened, it is scrolled to and has the focus.
func (w *Window) leadToReason(why report.Finding) {
	w.openFor(why)
	w.redraw()
	s, ok := w.spotOf(why)
	if !ok {
		return
	}
	w.window.Canvas().Focus(s.focus)
	if s.whole != nil {
		kit.Reveal(s.whole)
	}
}

// leadToFinding shows what a check found: unfolded in its file's row, or among
// the findings.
func (w *Window) leadToFinding(f report.Finding) {
	w.tabs.Choose(1)
	if f.File != "" {
		w.view.unfolded[f.File] = true
	}
	w.redraw()
	r := w.auxiliary.files.row(f.File)
	if r == nil {
		kit.Reveal(w.auxiliary.found.panel)
		return
	}
	w.window.Canvas().Focus(r.fold)
	kit.Reveal(r.Container)
}

// openFor chooses the tab, and unfolds what hides the reason's place.
func (w *Window) openFor(why report.Finding) {
	s := w.session.Snapshot()
	keys := fieldsOf(s, why)
	onPrimary := s.Form.UseExisting || why.Code == session.CodeExisting || slices.Contains(keys, session.FieldPrimaryTag)
	w.tabs.Choose(map[bool]int{true: 0, false: 1}[onPrimary])
	if slices.ContainsFunc(keys, w.auxiliary.more.has) {
		w.view.more = true
	}
	if path, ok := refusedFile(s, why); ok {
		w.view.unfolded[path] = true
	}
}

// drawReason marks the place of the reason while the refusal stands.
func (w *Window) drawReason(s session.Snapshot) {
	why := s.WhyNot[w.title.tried]
	if w.title.tried == "" || why == nil {
		return
	}
	place, ok := w.spotOf(*why)
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
func fieldsOf(s session.Snapshot, why report.Finding) (keys []session.Field) {
	for key, f := range s.Fields {
		if f.Code == why.Code && f.Severity == report.Error {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if len(keys) > 1 { // a part of the tag, rather than the tag
		keys = slices.DeleteFunc(keys, func(key session.Field) bool { return key == session.FieldTag })
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

// spotOf returns where a reason is mended, false for one that no place is for.
func (w *Window) spotOf(why report.Finding) (spot, bool) {
	s := w.session.Snapshot()
	for _, key := range fieldsOf(s, why) {
		if place, ok := w.spotOfField(key, s.Form); ok {
			return place, true
		}
	}
	if path, ok := refusedFile(s, why); ok {
		return w.auxiliary.files.spot(path)
	}
	keys := map[report.Code]session.Field{
		session.CodeNoTag: missingPart(s.Form), session.CodeNoModel: session.FieldFiles, session.CodeNoInstaller: session.FieldInstaller,
		session.CodeNoFolder: session.FieldFolder, session.CodeNoUser: session.FieldUser, session.CodeNoToken: session.FieldToken,
	}
	if key, ok := keys[why.Code]; ok {
		return w.spotOfField(key, s.Form)
	}
	switch why.Code {
	case session.CodeNoImage:
		return spot{focus: w.title.create}, true
	case session.CodeExisting:
		return spot{focus: w.primary.choice.Options[0], whole: w.primary.choice.Container}, true
	}
	return spot{}, false
}

// missingPart returns what is missing of a tag: all of it, or one of its parts.
func missingPart(f session.Form) session.Field {
	switch {
	case f.Tag == "" || f.UseExisting:
		return session.FieldTag
	case f.Target.Repository == "":
		return session.FieldRepository
	}
	return session.FieldVersion
}

// spotOfField returns where a field is filled in.
func (w *Window) spotOfField(key session.Field, f session.Form) (spot, bool) {
	a := w.auxiliary
	if f.UseExisting && a.target.has(key) {
		return spotOf(w.primary.existing.tag), true
	}
	switch key {
	case session.FieldRegion:
		return spot{focus: a.target.region, whole: a.target.region, hint: a.target.regionHint}, true
	case session.FieldFiles:
		return spot{focus: a.files.add, whole: a.files.Container, hint: a.files.hint}, true
	}
	for _, f := range slices.Concat(a.target.fields(), []*field{a.signIn.user, a.signIn.token, a.tooling.folder, a.tooling.installer,
		w.primary.tag}, a.more.fields()) {
		if f.key == key {
			return spotOf(f), true
		}
	}
	return spot{}, false
}
