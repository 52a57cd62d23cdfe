package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
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
	t.choice = kit.NewRadioGroup([]string{string(session.WDTLatest), string(session.WDTFile), string(session.WDTNone)},
		[]string{words.L("The latest"), words.L("This file"), words.L("None")},
		func(v string) { w.session.Edit(func(f *session.Form) { f.WDT = session.WDTChoice(v) }) })
	t.folder = pathField(w, session.FieldFolder, words.L("Saved in"),
		words.L("Asked at the first Create when empty. An installer that is there already is used."),
		func(s string) { w.session.Edit(func(f *session.Form) { f.DownloadDir = s }) },
		func() { w.inputs.chooseFolder(nil) })
	t.installer = pathField(w, session.FieldInstaller, words.L("WebLogic Deploy Tooling Installer to Use"), words.L("A weblogic-deploy.zip"),
		func(s string) { w.session.Edit(func(f *session.Form) { f.Installer = s }) },
		w.inputs.chooseInstaller)
	t.none = kit.Muted(words.L("Models only: another auxiliary image brings WebLogic Deploy Tooling."))
	t.Container = kit.Column(3, t.choice.Container, t.folder.Container, t.installer.Container, t.none)
	return t
}

// pathField is a field for a path, with a button that opens a dialog.
func pathField(w *Window, key session.Field, name, help string, typed func(string), browse func()) *field {
	e := kit.NewEntry(typed)
	e.OnLeft = w.redraw
	f := newField(key, name, help, e)
	f.browse = kit.IconButton(theme.FolderOpenIcon(), browse)
	f.Objects[1] = container.NewBorder(nil, nil, nil, f.browse, e)
	return f
}

// progress tells whether it is clear which one goes in: the folder of the latest
// is asked for when it is needed.
func (t *toolingSection) progress(s session.Snapshot) kit.StepState {
	if s.Form.WDT == session.WDTFile {
		return reached(s.Form.Installer != "", s, session.FieldInstaller)
	}
	return reached(true, s, session.FieldFolder)
}

func (t *toolingSection) draw(s session.Snapshot) {
	choice := s.Form.WDT
	if choice == "" {
		choice = session.WDTLatest
	}
	t.choice.ShowValue(string(choice))
	t.folder.draw(s, s.Form.DownloadDir)
	t.installer.draw(s, s.Form.Installer)
	for o, of := range map[fyne.CanvasObject]session.WDTChoice{
		t.folder.Container: session.WDTLatest, t.installer.Container: session.WDTFile, t.none: session.WDTNone,
	} {
		kit.SetVisible(o, of == choice)
	}
}
