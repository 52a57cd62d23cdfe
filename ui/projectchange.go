package ui

import (
	"context"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// unlessChanged goes on with then, after a question where another program has changed the
// project's file since it was opened: what is filled in is another image than the file's.
// Of a file whose folder does not answer nothing is known, and nothing waits for it.
func (t *projects) unlessChanged(then func()) {
	p := t.win.session.Snapshot().Project
	if p == nil {
		then()
		return
	}
	var change *input.Seen
	look := func(context.Context) error {
		change, _ = soon(patience, t.win.session.Projects().Changed)
		return nil
	}
	t.win.dialogs.whileWaiting(words.L("Open Project"), p.Path, look, func(error) {
		if change == nil {
			then()
			return
		}
		t.askOpenAgain(p, *change, then)
	})
}

// askOpenAgain asks whether the project is to be what its file says now, or the form what
// it is.
func (t *projects) askOpenAgain(p *session.Project, change input.Seen, then func()) {
	changed := words.Of(report.Finding{Code: session.CodeProjectChanged, File: p.Path}).Sentence
	t.win.dialogs.ask(words.L("Open Project"),
		changed+"\n"+words.L("What is filled in is from before that.{{if .Unsaved}} To open it again drops your changes that are not saved.{{end}}", map[string]any{"Unsaved": p.Unsaved}),
		answer{words.L("Cancel"), nil},
		answer{words.L("Use what is filled in"), func() {
			t.win.session.Projects().Disregard(change)
			then()
		}},
		answer{words.L("Open again"), func() { t.openAgain(p.Path) }})
}

// openAgain fills the form from the project's file as it is now.
func (t *projects) openAgain(path string) {
	open := func(ctx context.Context) error { return t.win.session.Projects().Open(ctx, path) }
	t.win.dialogs.whileWaiting(words.L("Open Project"), path, open, t.opened)
}
