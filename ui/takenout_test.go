package ui

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
)

func TestAFileTakenOffTheListIsPutBackWhereItStood(t *testing.T) {
	w := opened(t)
	dir := t.TempDir()
	base, team, own, more := filepath.Join(dir, "10-base.yaml"), filepath.Join(dir, "20-team.yaml"), filepath.Join(dir, "30-own.yaml"), filepath.Join(dir, "40-more.yaml")
	w.session.Edit(func(f *form.Form) { f.Add([]string{base, team, own}) })
	w.redraw()
	models := func() []string { return form.Paths(w.session.Snapshot().Form.Models) }
	files := w.auxiliary.files
	takesOut := func() {
		t.Helper()
		test.Tap(files.row(team).remove)
		w.eventually(t, "it is gone", func(session.Snapshot) bool { return files.row(team) == nil })
		if !files.takenOut.Visible() || files.takenOut.says.Text != "Taken out: 20-team.yaml." || w.window.Canvas().Focused() != files.takenOut.back {
			t.Fatalf("shown %t, %q, the focus is on %v", files.takenOut.Visible(), files.takenOut.says.Text, w.window.Canvas().Focused())
		}
	}
	for name, undo := range map[string]func(){
		"the button":  func() { test.Tap(files.takenOut.back) },
		"Edit > Undo": func() { w.choose(t, "Edit", "Undo") },
	} {
		takesOut()
		undo()
		if got := models(); !slices.Equal(got, []string{base, team, own}) || files.takenOut.Visible() {
			t.Errorf("%s: the models are %v, still offered: %t", name, got, files.takenOut.Visible())
		}
	}
	takesOut()
	w.session.Edit(func(f *form.Form) { f.Add([]string{more}) })
	w.redraw()
	w.choose(t, "Edit", "Undo")
	if got := models(); !slices.Equal(got, []string{base, own, more}) || files.takenOut.Visible() {
		t.Errorf("once another was added the models are %v, still offered: %t", got, files.takenOut.Visible())
	}
}
