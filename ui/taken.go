package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// takenLine stands below the buttons when the tag holds another image already:
// what that means, and the two ways on.
type takenLine struct {
	*fyne.Container
	win           *Window
	why           *kit.Label
	next, replace *kit.Button
	changes       *kit.Button // what a push would change in the image there
	version       string      // the next that is free
	action        session.Action
}

func newTakenLine(w *Window) *takenLine {
	t := &takenLine{win: w, why: said(kit.Paragraph(""))}
	t.next = kit.NewButton("", func() {
		w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, t.version) })
		t.push()
	})
	t.replace = kit.NewButton("", func() {
		w.session.Replace()
		t.push()
	})
	t.changes = kit.NewButton(words.L("What changes…"), func() { showDifference(w, compared{before: w.session.Snapshot().Form.Tag}, func() {}) })
	t.Container = kit.Padded(0, 1, kit.Row([]float32{1, 0, 0, 0}, t.why, kit.Column(0, t.changes), kit.Column(0, t.replace), kit.Column(0, t.next)))
	return t
}

// push pushes again what could not be pushed: the image is at hand.
func (t *takenLine) push() {
	if t.action != session.ActPushFile {
		t.win.actions.run(session.ActPush)
		return
	}
	if err := t.win.session.PushFile(t.win.pushed); err != nil {
		t.win.actions.refuse(session.ActPushFile, err)
	}
	t.win.redraw()
}

// isTaken tells whether a job ended because the tag holds another image: that
// is said in the window and needs no dialog.
func isTaken(o *session.Outcome) bool {
	return o != nil && report.Has(o.Err, session.CodeTagTaken)
}

// draw tells whether there is anything to be said.
func (t *takenLine) draw(s session.Snapshot) bool {
	taken := isTaken(s.Outcome) && s.Job == nil
	t.next.SetPrimary(taken)
	if taken {
		found, _ := report.Of(s.Outcome.Err)
		t.action = s.Outcome.Action
		t.version, _ = found.Args["Next"].(string)
		t.why.Set(mark(found.Severity)+words.Of(found).Sentence, theme.ColorNameWarning)
		t.next.SetLabel(words.L("Use {{.Version}}", map[string]any{"Version": t.version}))
		t.replace.SetLabel(words.L("Replace {{.Version}}", found.Args))
	}
	kit.SetVisible(t.changes, taken && t.action != session.ActPushFile) // whose files are not the form's
	kit.SetVisible(t.Container, taken)
	return taken
}
