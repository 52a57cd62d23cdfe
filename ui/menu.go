package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/ui/kit"
)

// item is a menu item that does nothing while a dialog is open, since shortcuts
// reach it even then.
func (w *Window) item(label string, s fyne.Shortcut, do func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		if !w.dialogs.busy() {
			do()
		}
	})
	i.Shortcut = s
	return i
}

// nextStepItem presses what shines, in a dialog too.
func (w *Window) nextStepItem() *fyne.MenuItem {
	i := fyne.NewMenuItem(words.L("Next step"), w.pressPrimary)
	i.Shortcut = shortcut(fyne.KeyReturn)
	return i
}

func (w *Window) menu() *fyne.MainMenu {
	quit := fyne.NewMenuItem(words.L("Quit"), w.quit)
	quit.IsQuit, quit.Shortcut = true, shortcut(fyne.KeyQ)
	file := fyne.NewMenu(words.L("File"), w.item(words.L("New"), shortcut(fyne.KeyN), w.askNew))
	file.Items = append(file.Items, w.projectItems()...)
	file.Items = append(file.Items, fyne.NewMenuItemSeparator(),
		w.item(words.L("Add files…"), shortcut(fyne.KeyI), w.chooseFiles),
		fyne.NewMenuItemSeparator(),
		w.preferencesItem(),
		fyne.NewMenuItemSeparator(), quit)
	edit := fyne.NewMenu(words.L("Edit"),
		w.edit(words.L("Undo"), &fyne.ShortcutUndo{}), w.edit(words.L("Redo"), &fyne.ShortcutRedo{}),
		fyne.NewMenuItemSeparator(),
		w.edit(words.L("Cut"), &fyne.ShortcutCut{Clipboard: w.app.Clipboard()}),
		w.edit(words.L("Copy"), &fyne.ShortcutCopy{Clipboard: w.app.Clipboard()}),
		w.edit(words.L("Paste"), &fyne.ShortcutPaste{Clipboard: w.app.Clipboard()}),
		w.edit(words.L("Select all"), &fyne.ShortcutSelectAll{}))
	image := fyne.NewMenu(words.L("Image"),
		w.item(words.L("Create Auxiliary Image"), shortcut(fyne.KeyR), func() { w.start(session.ActCreate) }),
		w.item(words.L("Push Auxiliary Image"), shortcut(fyne.KeyP), func() { w.start(session.ActPush) }),
		w.item(words.L("Create and Push"), shortcut(fyne.KeyReturn, fyne.KeyModifierShift), func() { w.start(session.ActCreateAndPush) }),
		w.nextStepItem(),
		fyne.NewMenuItemSeparator(),
		w.item(words.L("Check"), shortcut(fyne.KeyK), func() { w.start(session.ActCheck) }),
		w.item(words.L("Check sign-in"), shortcut(fyne.KeyK, fyne.KeyModifierShift), func() { w.start(session.ActCheckSignIn) }),
		w.item(words.L("Prepare the model…"), nil, w.prepareAgain),
		w.item(words.L("Save image…"), nil, w.openSave),
		w.item(words.L("Push from a file…"), nil, w.choosePushFile),
		w.item(words.L("What comes next…"), nil, w.openNext),
		w.item(words.L("Copy as a bash command"), nil, func() { w.openCommand("bash") }),
		w.item(words.L("Copy as a PowerShell command"), nil, func() { w.openCommand("powershell") }),
		fyne.NewMenuItemSeparator(),
		w.item(words.L("Primary Image"), shortcut(fyne.Key1), func() { w.tabs.Choose(0) }),
		w.item(words.L("Auxiliary Image"), shortcut(fyne.Key2), func() { w.tabs.Choose(1) }))
	help := fyne.NewMenu(words.L("Help"),
		w.item(words.L("Try it out"), nil, w.tryOut),
		w.item(words.L("Where things are kept"), nil, w.tellPlaces),
		w.item(words.L("About"), nil, w.tellAbout))
	for _, m := range []*fyne.Menu{file, edit, image, help} {
		nameKeys(m)
	}
	return fyne.NewMainMenu(file, edit, image, help)
}

// edit hands an editing command to what has the focus.
func (w *Window) edit(label string, s fyne.Shortcut) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		if f, ok := w.window.Canvas().Focused().(fyne.Shortcutable); ok {
			f.TypedShortcut(s)
		}
	})
	i.Shortcut = s
	return i
}

func (w *Window) askNew() {
	if w.session.Snapshot().Project != nil {
		w.unlessUnsaved(w.session.New, nil)
		return
	}
	w.dialogs.warn(words.L("New"), words.L("Empty the form? Accounts and preferences stay."),
		answer{words.L("Empty the form"), w.session.New})
}

func (w *Window) tryOut() {
	switch {
	case w.options.Demo:
		w.dialogs.tell(words.L("Try-out"), words.L("This is the try-out: registry, releases and model stand on this computer; no account and no network are needed."))
	case w.options.TryOut != nil:
		if err := w.options.TryOut(); err != nil {
			w.dialogs.tellError(words.L("Try-out"), err)
		}
	}
}

func (w *Window) tellAbout() {
	w.dialogs.tell(Title, words.L("Version {{.Version}}", map[string]any{"Version": w.options.Version})+"\n"+
		words.L("Makes a WebLogic auxiliary image and pushes it to a registry, without Docker and without a JDK."))
}

// tellPlaces says where a person finds, and can delete, what the program keeps.
func (w *Window) tellPlaces() {
	settings, cache := w.session.Places()
	installer := w.session.Snapshot().Form.DownloadDir
	if installer == "" {
		installer = words.L("The folder that you choose")
	}
	body := kit.Column(3,
		w.place(words.L("Form, accounts and preferences, without any password"), settings),
		plainFact(words.L("Auth tokens"), words.L("The system keyring, under auximage; without one, memory until the program ends.")))
	if cache != "" {
		body.Add(w.place(words.L("Digests and the base image, to be deleted at any time"), cache))
	}
	body.Add(w.place(words.L("WebLogic Deploy Tooling installer"), installer))
	s := w.dialogs.New(words.L("Where things are kept"), body, 46)
	ok := kit.NewButton(words.L("OK"), s.Close)
	s.Show(ok, ok)
}

// place is what is kept and its path, whose folder can be opened.
func (w *Window) place(name, path string) fyne.CanvasObject {
	if !filepath.IsAbs(path) {
		return plainFact(name, path)
	}
	return w.clipboard.fact(name, path, w.opener.folderIcon(path))
}

// lastFolder is where the files at hand came from.
func (w *Window) lastFolder() string {
	f := w.session.Snapshot().Form
	for _, files := range [][]input.File{f.Models, f.Variables, f.Archives} {
		if n := len(files); n > 0 {
			return filepath.Dir(files[n-1].Path)
		}
	}
	return ""
}
