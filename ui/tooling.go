package ui

import (
	"cmp"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// toolingSection says which WebLogic Deploy Tooling goes into the image.
type toolingSection struct {
	*fyne.Container
	win       *Window
	choice    *kit.RadioGroup
	folder    *field // of the latest
	installer *field // of a file
	none      *kit.Label
}

func newToolingSection(w *Window) *toolingSection {
	t := &toolingSection{win: w}
	t.choice = kit.NewRadioGroup([]string{string(form.WDTLatest), string(form.WDTFile), string(form.WDTNone), string(form.WDTKept)},
		[]string{words.L("The latest"), words.L("This file"), words.L("None"), words.L("That of the image")},
		func(v string) { w.session.Edit(func(f *form.Form) { f.WDT = form.WDTChoice(v) }) })
	t.folder = pathField(w, form.FieldFolder, words.L("Saved in"),
		words.L("Asked at the first Create when empty. An installer that is there already is used."),
		func(s string) { w.session.Edit(func(f *form.Form) { f.DownloadDir = s }) },
		func() { w.inputs.chooseFolder(nil) })
	t.installer = pathField(w, form.FieldInstaller, words.L("WebLogic Deploy Tooling Installer to Use"), words.L("A weblogic-deploy.zip"),
		func(s string) { w.session.Edit(func(f *form.Form) { f.Installer = s }) },
		w.inputs.chooseInstaller)
	t.none = kit.Muted(words.L("Models only: another auxiliary image brings WebLogic Deploy Tooling."))
	t.Container = kit.Column(3, t.choice.Container, t.folder.Container, t.installer.Container, t.none)
	return t
}

// pathField is a field for a path, with a button that opens a dialog.
func pathField(w *Window, key form.Field, name, help string, typed func(string), browse func()) *field {
	e := kit.NewEntry(typed)
	e.OnLeft = w.redraw
	f := newField(key, name, help, e)
	f.browse = kit.IconButton(theme.FolderOpenIcon(), browse)
	f.Objects[1] = container.NewBorder(nil, nil, nil, f.browse, e)
	return f
}

// progress tells whether the installer that goes in is there and was found good, or
// none is wanted.
func (t *toolingSection) progress(s session.Snapshot) kit.StepState {
	there := s.Inspected.WDTVersion != ""
	if t.failed() != nil {
		return kit.Faulty
	}
	switch s.Form.WDT {
	case form.WDTFile:
		return reached(there, s, form.FieldInstaller)
	case form.WDTNone:
		return kit.Done
	}
	return reached(there, s, form.FieldFolder)
}

func (t *toolingSection) draw(s session.Snapshot) {
	choice := cmp.Or(s.Form.WDT, form.WDTLatest)
	t.choice.Offer(string(form.WDTKept), s.Form.From != "")
	t.choice.ShowValue(string(choice))
	for _, place := range []struct {
		field *field
		value string
	}{{t.folder, s.Form.DownloadDir}, {t.installer, s.Form.Installer}} {
		place.field.drawFinding(place.value, cmp.Or(findingOf(s, place.field.key), t.failed()))
	}
	for o, of := range map[fyne.CanvasObject]form.WDTChoice{
		t.folder.Container: form.WDTLatest, t.installer.Container: form.WDTFile, t.none: form.WDTNone,
	} {
		kit.SetVisible(o, of == choice)
	}
}

// failed returns what the last job found wrong with the installer, nil where it did not
// fail for that, or where the form is another one now.
func (t *toolingSection) failed() *report.Finding {
	e := &t.win.view.ended
	if !e.failed() {
		return nil
	}
	why := words.Finding(e.outcome.Err)
	if installerField(e.form, why) == "" {
		return nil
	}
	return &why
}

// installerField returns where a fault of the installer, or of the folder that it is kept
// in, is mended, empty for a fault of something else.
func installerField(f form.Form, why report.Finding) form.Field {
	switch {
	case why.File == "" || f.Has(why.File) || f.CustomBase && why.File == f.BaseFile:
		return ""
	case f.WDT == form.WDTFile && why.File == f.Installer:
		return form.FieldInstaller
	case (f.WDT == form.WDTLatest || f.WDT == "") && f.DownloadDir != "" && (why.File == f.DownloadDir || filepath.Dir(why.File) == filepath.Clean(f.DownloadDir)):
		return form.FieldFolder
	}
	return ""
}
