package ui

import (
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// projectItems are the menu items about project files.
func (w *Window) projectItems() []*fyne.MenuItem {
	recent := fyne.NewMenuItem(words.L("Open Recent"), nil)
	var items []*fyne.MenuItem
	for _, path := range w.recent {
		items = append(items, w.item(filepath.Base(path)+" – "+filepath.Dir(path), nil, func() { w.openProject(path) }))
	}
	recent.ChildMenu = fyne.NewMenu("", items...)
	recent.Disabled = len(items) == 0
	return []*fyne.MenuItem{
		w.item(words.L("Open Project…"), shortcut(fyne.KeyO), w.chooseProject), recent,
		fyne.NewMenuItemSeparator(),
		w.item(words.L("Save"), shortcut(fyne.KeyS), func() { w.saveProject(nil) }),
		w.item(words.L("Save As…"), shortcut(fyne.KeyS, fyne.KeyModifierShift), func() { w.saveProjectAs(nil) }),
	}
}

// drawMenu makes the menu anew when other projects were open last.
func (w *Window) drawMenu(s session.Snapshot) {
	if !sameStrings(w.recent, s.Recent) {
		w.recent = s.Recent
		w.window.SetMainMenu(w.menu())
	}
}

func (w *Window) chooseProject() {
	w.browse(browsing{
		title: words.L("Open Project"), start: w.projectFolder(), endings: []string{session.ProjectEnding},
		chosen: func(paths []string) { w.openProject(paths[0]) },
	})
}

// projectFolder is where project files are looked for first.
func (w *Window) projectFolder() string {
	s := w.session.Snapshot()
	switch {
	case s.Project != nil:
		return filepath.Dir(s.Project.Path)
	case len(s.Recent) > 0:
		return filepath.Dir(s.Recent[0])
	}
	return w.lastFolder()
}

// openProject fills the form from a project file, and asks for its passphrase
// when it has one.
func (w *Window) openProject(path string) {
	if w.dialogs.busy() {
		return
	}
	w.unlessUnsaved(func() {
		open := func(ctx context.Context) error { return w.session.OpenProject(ctx, path) }
		w.dialogs.whileWaiting(words.L("Open Project"), path, open, w.opened)
	}, nil)
}

// opened tells how the opening of a project ended.
func (w *Window) opened(err error) {
	if err != nil {
		w.dialogs.tellError(words.L("Open Project"), err)
		return
	}
	w.redraw()
	if s := w.session.Snapshot(); s.Project != nil && s.Project.Locked {
		w.askPassphrase()
	}
}

// saveProject writes the form into its project file, or into a new one, and
// goes on with then when it is written.
func (w *Window) saveProject(then func()) {
	if w.session.Snapshot().Project == nil {
		w.saveProjectAs(then)
		return
	}
	w.auxiliary.signIn.keepToken()
	path := w.session.Snapshot().Project.Path
	w.writeProject(path, w.session.SaveProject, then)
}

func (w *Window) saveProjectAs(then func()) {
	w.auxiliary.signIn.keepToken()
	name := w.session.Snapshot().Form.Target.Repository
	if p := w.session.Snapshot().Project; p != nil {
		name = p.Name
	}
	if name == "" {
		name = words.L("project")
	}
	w.browse(browsing{
		title: words.L("Save the project as"), start: w.projectFolder(), endings: []string{session.ProjectEnding},
		save: name + session.ProjectEnding,
		chosen: func(paths []string) {
			w.writeProject(paths[0], func() error { return w.session.SaveProjectAs(paths[0]) }, then)
		},
	})
}

// writeProject saves a project, and goes on with then when it is written.
func (w *Window) writeProject(path string, save func() error, then func()) {
	w.dialogs.whileWaiting(words.L("Save"), path, func(context.Context) error { return save() }, func(err error) { w.saved(err, then) })
}

// saved tells how a save ended. A project that could keep the sign-in under a
// passphrase, and has none, is offered one.
func (w *Window) saved(err error, then func()) {
	w.redraw()
	p := w.session.Snapshot().Project
	switch {
	case err != nil:
		w.dialogs.tellError(words.L("Save"), err)
	case p != nil && p.Offer:
		w.offerPassphrase(p.Name, then)
	case then != nil:
		then()
	}
}

// unlessUnsaved goes on with then, after a question when the opened project has
// changes that are not saved. Without saving them it does drop before.
func (w *Window) unlessUnsaved(then, drop func()) {
	p := w.session.Snapshot().Project
	if p == nil || !p.Unsaved {
		then()
		return
	}
	w.askSave(p.Name, then, drop)
}

func (w *Window) askSave(project string, then, drop func()) {
	w.dialogs.ask(words.L("Save the changes?"), words.L("{{.Name}} has changes that are not saved.", map[string]any{"Name": project}),
		answer{words.L("Cancel"), nil},
		answer{words.L("Don't save"), func() {
			if drop != nil {
				drop()
			}
			then()
		}},
		answer{words.L("Save"), func() { w.saveProject(then) }})
}

// projectTitle is the project's name with a mark when it has unsaved changes.
func projectTitle(p *session.Project) string {
	if p.Unsaved {
		return p.Name + "*"
	}
	return p.Name
}

// projectNotes say, above the form, what of a project is not done here.
type projectNotes struct {
	win    *Window
	panel  *kit.Panel
	locked *fyne.Container
	unlock *kit.Button
	list   *fyne.Container
	drawn  string
}

func newProjectNotes(w *Window) *projectNotes {
	n := &projectNotes{win: w, list: kit.Column(1)}
	n.unlock = kit.NewButton(words.L("Passphrase…"), w.askPassphrase)
	n.locked = container.NewBorder(nil, nil, nil, n.unlock, kit.Line(words.L("User names and passwords of the project are locked.")))
	n.panel = kit.NewPanel(kit.Column(2, n.locked, n.list))
	n.panel.Hide()
	return n
}

func (n *projectNotes) draw(s session.Snapshot) {
	p := s.Project
	kit.SetVisible(n.panel, p != nil && (p.Locked || len(p.Notes) > 0))
	if p == nil {
		return
	}
	kit.SetVisible(n.locked, p.Locked)
	drawn := fmt.Sprint(p.Notes)
	if drawn == n.drawn {
		return
	}
	n.drawn = drawn
	n.list.RemoveAll()
	for _, note := range p.Notes {
		line, _ := findingLine(n.win, s, note)
		n.list.Add(line)
	}
	kit.SetVisible(n.list, len(p.Notes) > 0)
}
