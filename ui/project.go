package ui

import (
	"cmp"
	"context"
	"path/filepath"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// projects opens and saves project files, and asks about what is not saved.
type projects struct{ win *Window }

func (t *projects) choose() {
	t.win.browse(browsing{
		title: words.L("Open Project"), start: t.folder(), endings: []string{session.ProjectEnding},
		chosen: func(paths []string) { t.open(paths[0]) },
	})
}

// folder is where project files are looked for first.
func (t *projects) folder() string {
	s := t.win.session.Snapshot()
	switch {
	case s.Project != nil:
		return filepath.Dir(s.Project.Path)
	case len(s.Recent) > 0:
		return filepath.Dir(s.Recent[0])
	}
	return t.win.inputs.lastFolder()
}

// open fills the form from a project file, and asks for its passphrase
// when it has one.
func (t *projects) open(path string) {
	if t.win.dialogs.busy() {
		return
	}
	t.unlessLost(func() {
		open := func(ctx context.Context) error { return t.win.session.Projects().Open(ctx, path) }
		t.win.dialogs.whileWaiting(words.L("Open Project"), path, open, t.opened)
	})
}

// opened tells how the opening of a project ended.
func (t *projects) opened(err error) {
	if err != nil {
		t.win.dialogs.tellError(words.L("Open Project"), err)
		return
	}
	t.win.redraw()
	t.win.auxiliary.page.ScrollToTop() // another form is read from its beginning
	if s := t.win.session.Snapshot(); s.Project != nil && s.Project.Locked {
		t.askPassphrase()
	}
}

// save writes the form into its project file, or into a new one, and
// goes on with then when it is written.
func (t *projects) save(then func()) {
	if t.win.session.Snapshot().Project == nil {
		t.saveAs(then)
		return
	}
	t.win.auxiliary.signIn.typed.handOver()
	path := t.win.session.Snapshot().Project.Path
	t.write(path, t.win.session.Projects().Save, then)
}

func (t *projects) saveAs(then func()) {
	if err := t.win.session.Projects().Savable(); err != nil {
		t.win.dialogs.tellError(words.L("Save"), err)
		return
	}
	t.win.auxiliary.signIn.typed.handOver()
	name := t.win.session.Snapshot().Form.Target.Repository
	if p := t.win.session.Snapshot().Project; p != nil {
		name = p.Name
	}
	t.win.browse(browsing{
		title: words.L("Save the project as"), start: t.folder(), endings: []string{session.ProjectEnding},
		save: cmp.Or(name, words.L("project")) + session.ProjectEnding,
		chosen: func(paths []string) {
			t.write(paths[0], func(ctx context.Context) error { return t.win.session.Projects().SaveAs(ctx, paths[0]) }, then)
		},
	})
}

// write saves a project, and goes on with then when it is written.
func (t *projects) write(path string, save func(context.Context) error, then func()) {
	t.win.dialogs.whileWaiting(words.L("Save"), path, save, func(err error) { t.saved(err, then) })
}

// saved tells how a save ended. A project that could keep the sign-in under a
// passphrase, and has none, is offered one.
func (t *projects) saved(err error, then func()) {
	if err == nil {
		t.win.view.ended.noteSaved(t.win.session.Snapshot())
	}
	t.win.redraw()
	p := t.win.session.Snapshot().Project
	switch {
	case report.Has(err, session.CodeProjectChanged):
		t.askChanged(p.Path, err, then)
	case err != nil:
		t.win.dialogs.tellError(words.L("Save"), err)
	case p != nil && p.Offer:
		t.offerPassphrase(p.Name, then)
	case then != nil:
		then()
	}
}

// askChanged asks what to do about a project that another program has changed: to take
// what it says now, or to save the form as another one.
func (t *projects) askChanged(path string, err error, then func()) {
	m := words.OfError(err)
	t.win.dialogs.ask(words.L("Save"), m.String(),
		answer{words.L("Cancel"), nil},
		answer{words.L("Open again"), func() { t.openAgain(path) }},
		answer{words.L("Save As…"), func() { t.saveAs(then) }})
}

// unlessUnsaved goes on with then, after a question when the opened project has
// changes that are not saved. Without saving them it does drop before.
func (t *projects) unlessUnsaved(then, drop func()) {
	p := t.win.session.Snapshot().Project
	if p == nil || !p.Unsaved {
		then()
		return
	}
	t.askSave(words.L("{{.Name}} has changes that are not saved.", map[string]any{"Name": p.Name}), then, drop)
}

// unlessLost goes on with then, which fills the form anew, after a question when what it
// has now would be lost: the files of no project too.
func (t *projects) unlessLost(then func()) {
	if s := t.win.session.Snapshot(); s.Project == nil && len(s.Form.Files()) > 0 && !t.win.options.Demo {
		t.askSave(words.L("What is filled in is in no project yet."), then, nil)
		return
	}
	t.unlessUnsaved(then, nil)
}

func (t *projects) askSave(message string, then, drop func()) {
	t.win.dialogs.ask(words.L("Save the changes?"), message,
		answer{words.L("Cancel"), nil},
		answer{words.L("Don't save"), func() {
			if drop != nil {
				drop()
			}
			then()
		}},
		answer{words.L("Save"), func() { t.save(then) }})
}

// projectTitle is the project's name with a mark when it has unsaved changes.
func projectTitle(p *session.Project) string {
	if p.Unsaved {
		return p.Name + "*"
	}
	return p.Name
}

func (t *projects) askNew() {
	if t.win.session.Snapshot().Project != nil {
		t.unlessUnsaved(t.empty, nil)
		return
	}
	t.win.dialogs.warn(words.L("New"), words.L("Empty the form? Accounts and preferences stay."),
		answer{words.L("Empty the form"), t.empty})
}

// empty begins anew, as at a first start: with the tag.
func (t *projects) empty() {
	t.win.session.New()
	t.win.tabs.Choose(1)
	t.win.redraw()
	t.win.spots.leadToSpot(spotOf(t.win.auxiliary.target.tag))
}
