package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
)

// mainMenu is the window's menu.
type mainMenu struct {
	win    *Window
	recent []string // projects in it
	lab    bool     // its steps are shown
}

// item is a menu item that does nothing while a dialog is open, since shortcuts
// reach it even then.
func (m *mainMenu) item(label string, s fyne.Shortcut, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		if !m.win.dialogs.busy() {
			do()
		}
	})
	i.Shortcut = s
	return i
}

// nextStep presses what shines, in a dialog too.
func (m *mainMenu) nextStep() *fyne.MenuItem {
	i := fyne.NewMenuItem(words.L("Next step"), m.win.pressPrimary)
	i.Shortcut = shortcut(fyne.KeyReturn)
	return i
}

// build returns the menu in the language in use.
func (m *mainMenu) build() *fyne.MainMenu {
	all := fyne.NewMainMenu(m.fileMenu(), m.editMenu(), m.imageMenu(), m.helpMenu())
	for _, menu := range all.Items {
		nameKeys(menu)
	}
	return all
}

func (m *mainMenu) fileMenu() *fyne.Menu {
	quit := fyne.NewMenuItem(words.L("Quit"), m.win.quit)
	quit.IsQuit, quit.Shortcut = true, shortcut(fyne.KeyQ)
	file := fyne.NewMenu(words.L("File"), m.item(words.L("New"), shortcut(fyne.KeyN), m.win.projects.askNew))
	file.Items = append(file.Items, m.projectItems()...)
	file.Items = append(file.Items, fyne.NewMenuItemSeparator(),
		m.item(words.L("Add files…"), shortcut(fyne.KeyI), m.win.inputs.chooseFiles),
		fyne.NewMenuItemSeparator(),
		m.preferences(),
		fyne.NewMenuItemSeparator(), quit)
	return file
}

// projectItems are the menu items about project files.
func (m *mainMenu) projectItems() []*fyne.MenuItem {
	recent := fyne.NewMenuItem(words.L("Open Recent"), nil)
	var items []*fyne.MenuItem
	for _, path := range m.recent {
		items = append(items, m.item(filepath.Base(path)+" – "+filepath.Dir(path), nil, func() { m.win.projects.open(path) }))
	}
	recent.ChildMenu = fyne.NewMenu("", items...)
	recent.Disabled = len(items) == 0
	return []*fyne.MenuItem{
		m.item(words.L("Open Project…"), shortcut(fyne.KeyO), m.win.projects.choose), recent,
		fyne.NewMenuItemSeparator(),
		m.item(words.L("Save"), shortcut(fyne.KeyS), func() { m.win.projects.save(nil) }),
		m.item(words.L("Save As…"), shortcut(fyne.KeyS, fyne.KeyModifierShift), func() { m.win.projects.saveAs(nil) }),
	}
}

func (m *mainMenu) editMenu() *fyne.Menu {
	clipboard := m.win.app.Clipboard()
	return fyne.NewMenu(words.L("Edit"),
		m.edit(words.L("Undo"), &fyne.ShortcutUndo{}), m.edit(words.L("Redo"), &fyne.ShortcutRedo{}),
		fyne.NewMenuItemSeparator(),
		m.edit(words.L("Cut"), &fyne.ShortcutCut{Clipboard: clipboard}),
		m.edit(words.L("Copy"), &fyne.ShortcutCopy{Clipboard: clipboard}),
		m.edit(words.L("Paste"), &fyne.ShortcutPaste{Clipboard: clipboard}),
		m.edit(words.L("Select all"), &fyne.ShortcutSelectAll{}))
}

func (m *mainMenu) imageMenu() *fyne.Menu {
	return fyne.NewMenu(words.L("Image"),
		m.item(words.L("Primary Image"), shortcut(fyne.Key1), func() { m.win.tabs.Choose(0) }),
		m.item(words.L("Auxiliary Image"), shortcut(fyne.Key2), func() { m.win.tabs.Choose(1) }),
		fyne.NewMenuItemSeparator(),
		m.item(words.L("Create Auxiliary Image"), shortcut(fyne.KeyR), func() { m.win.actions.start(session.ActCreate) }),
		m.item(words.L("Push Auxiliary Image"), shortcut(fyne.KeyP), func() { m.win.actions.start(session.ActPush) }),
		m.item(words.L("Create and Push"), shortcut(fyne.KeyReturn, fyne.KeyModifierShift), func() { m.win.actions.start(session.ActCreateAndPush) }),
		m.nextStep(),
		fyne.NewMenuItemSeparator(),
		m.item(words.L("Check"), shortcut(fyne.KeyK), func() { m.win.actions.start(session.ActCheck) }),
		m.item(words.L("Check sign-in"), shortcut(fyne.KeyK, fyne.KeyModifierShift), func() { m.win.actions.start(session.ActCheckSignIn) }),
		m.item(words.L("Prepare the model…"), nil, m.win.actions.prepareAgain),
		m.item(words.L("Open image…"), shortcut(fyne.KeyO, fyne.KeyModifierShift), imageOpener{m.win}.ask),
		group(words.L("Image file"),
			m.item(words.L("Save image…"), nil, saveDialog{m.win}.open),
			m.item(words.L("Push from a file…"), nil, pushFileDialog{m.win}.choose)),
		m.item(words.L("What comes next…"), nil, func() { openNext(m.win) }),
		group(words.L("As a command"),
			m.item(words.L("Copy as a bash command"), nil, func() { openCommand(m.win, "bash") }),
			m.item(words.L("Copy as a PowerShell command"), nil, func() { openCommand(m.win, "powershell") })))
}

// group returns an item that opens others: a menu is to fit the least window.
func group(label string, items ...*fyne.MenuItem) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, nil)
	i.ChildMenu = fyne.NewMenu("", items...)
	return i
}

func (m *mainMenu) helpMenu() *fyne.Menu {
	h := help{m.win}
	follow := m.item(words.L("Follow the lab"), nil, func() { m.win.lab.toggle() })
	follow.Checked = m.lab
	return fyne.NewMenu(words.L("Help"), m.item(words.L("Help")+" (F1)", nil, helpPage{m.win}.open), follow,
		m.item(words.L("Try it out"), nil, h.tryOut),
		m.item(words.L("Where things are kept"), nil, h.tellPlaces),
		m.item(words.L("About"), nil, h.tellAbout))
}

// edit hands an editing command to what has the focus.
func (m *mainMenu) edit(label string, s fyne.Shortcut) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		f, editing := m.win.window.Canvas().Focused().(fyne.Shortcutable)
		_, undoes := s.(*fyne.ShortcutUndo)
		switch {
		case editing:
			f.TypedShortcut(s)
		case undoes && !m.win.dialogs.busy():
			m.win.auxiliary.files.takenOut.undo()
		}
	})
	i.Shortcut = s
	return i
}

// draw makes the menu anew when other projects were open last, or the lab's steps
// were opened or closed.
func (m *mainMenu) draw(s session.Snapshot) {
	if lab := m.win.lab.isOpen(s); !slices.Equal(m.recent, s.Recent) || m.lab != lab {
		m.recent, m.lab = s.Recent, lab
		m.win.window.SetMainMenu(m.build())
	}
}
