package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
)

// taken is the form after a push to v1, which holds another image.
func taken() session.Snapshot {
	s := full()
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Finding{
		Code: session.CodeTagTaken, Severity: report.Warning, Args: report.Args{"Version": "v1", "Next": "v2"}}}
	return s
}

func TestOnlyTheWayOnShinesWhereFilesChangedToo(t *testing.T) {
	w := opened(t)
	s := taken()
	s.Next = session.ActCreate
	w.draw(s)
	if b := w.primaryButton(); b != w.title.taken.next || w.title.create.Importance == widget.HighImportance {
		t.Errorf("%q shines, and Create is of importance %v", b.Text, w.title.create.Importance)
	}
}

func TestATagThatIsTakenIsSaidInTheWindowWithTheNextVersionAClickAway(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(full().Form.Tag) })
	w.draw(taken())
	line := w.title.taken
	if w.dialogs.busy() || !line.Visible() {
		t.Fatalf("busy %v, visible %v", w.dialogs.busy(), line.Visible())
	}
	if w.primaryButton() != line.next || w.title.push.Importance == widget.HighImportance {
		t.Error("the next version is not what shines")
	}
	test.Tap(line.next)
	if got := w.session.Snapshot().Form.Target.Version; got != "v2" {
		t.Errorf("the version is %q", got)
	}
	if line.Visible() {
		t.Error("what was said of v1 stands beside v2")
	}
}

func TestATagThatIsTakenCanBeReplaced(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(full().Form.Tag) })
	w.draw(taken())
	test.Tap(w.title.taken.replace)
	if got := w.session.Snapshot().Form.Target.Version; got != "v1" {
		t.Errorf("the version is %q", got)
	}
}

func TestWhatIsSaidOfATakenTagGoesWithTheJob(t *testing.T) {
	w := opened(t)
	w.draw(taken())
	s := taken()
	s.Job = &session.Job{Action: session.ActPush}
	if w.draw(s); w.title.taken.Visible() {
		t.Error("it stands while a push runs")
	}

}
