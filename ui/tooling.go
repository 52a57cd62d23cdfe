package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// toolingSection says which WebLogic Deploy Tooling goes into the image.
type toolingSection struct {
	*fyne.Container
	choice    *kit.RadioGroup
	folder    *field // of the latest
	installer *field // of a file
	none      *kit.Label
}

func newToolingSection(w *Window) *toolingSection {
	t := &toolingSection{}
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
	t.folder.draw(s, s.Form.DownloadDir)
	t.installer.draw(s, s.Form.Installer)
	for o, of := range map[fyne.CanvasObject]form.WDTChoice{
		t.folder.Container: form.WDTLatest, t.installer.Container: form.WDTFile, t.none: form.WDTNone,
	} {
		kit.SetVisible(o, of == choice)
	}
}
