package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

func TestARowSaysHowMuchWasFoundAndTheResultLeadsToTheFirst(t *testing.T) {
	w := opened(t)
	s := full()
	path := s.Form.Models[0].Path
	one := report.Finding{Code: "model.unused", Severity: report.Warning, File: path, Line: 1}
	two := report.Finding{Code: "model.unused", Severity: report.Warning, File: path, Line: 2}
	s.Findings = []report.Finding{one, two}
	s.FileNotes = map[string][]report.Finding{path: s.Findings}
	checked := session.Checked(s.Findings)
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActCheck, Checked: &checked}
	if got, _ := fileState(s, s.Form.Models[0]); !strings.Contains(got, "2 warnings") {
		t.Errorf("the row says %q", got)
	}
	w.draw(s)
	var said string
	for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
		if l, ok := o.(*kit.Label); ok {
			said += l.Text
		}
	}
	if w.topTitle() != "Check complete" || !strings.Contains(said, "2 warnings, no error") {
		t.Errorf("%q says %q", w.topTitle(), said)
	}
	w.spots.leadToFinding(one)
	if !w.view.unfolded[path] {
		t.Error("the row is not unfolded")
	}
}

func TestATokenTypedAsUserNameIsMovedByOneClick(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser("x;2Gk}canary>9(dWq[5") })
	w.redraw()
	move := w.auxiliary.signIn.move
	if !move.Visible() {
		t.Fatal("nothing moves it")
	}
	test.Tap(move)
	w.redraw()
	if s := w.session.Snapshot(); move.Visible() || strings.Contains(s.Form.User, "canary") || s.TokenKept != accounts.Typed {
		t.Errorf("the user is %q, the token is kept %q", s.Form.User, s.TokenKept)
	}
}

func TestACheckThatWaitsSaysForWhat(t *testing.T) {
	w := opened(t)
	s := full()
	s.Job = &session.Job{Action: session.ActCheckSignIn}
	w.draw(s)
	if got := w.auxiliary.signIn.result.Text; got != words.L("Checking…") {
		t.Errorf("it says %q", got)
	}
	s.Job.Waiting = &report.Progress{Cause: &report.Finding{Code: "transport.timeout", Args: report.Args{"Host": "lhr.ocir.io"}}}
	w.draw(s)
	if got := w.auxiliary.signIn.result.Text; !strings.Contains(got, "lhr.ocir.io") {
		t.Errorf("it says %q", got)
	}
	s.Form.UseExisting, s.Image, s.Job.Action = true, nil, session.ActLookUp
	w.draw(s)
	if got := w.primary.existing.found.Text; !strings.Contains(got, "lhr.ocir.io") {
		t.Errorf("a look up says %q", got)
	}
}

func TestWhatAFileMadeAnewIsSaidWhileAndAfterIt(t *testing.T) {
	w := opened(t)
	remade := report.Finding{Code: session.CodeRemade, Severity: report.Warning, Args: report.Args{"Names": "model.yaml"}}
	said := func(s session.Snapshot) string {
		w.draw(s)
		var all []string
		for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
			if l, ok := o.(*kit.Label); ok && l.Visible() {
				all = append(all, l.Text)
			}
		}
		return strings.Join(all, " ")
	}
	job := running()
	job.Job.Remade = &remade
	pushed := published()
	pushed.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: "r@sha256:1"}, Remade: &remade}
	for name, s := range map[string]session.Snapshot{"in progress": job, "in the result": pushed} {
		if got := said(s); !strings.Contains(got, "model.yaml") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAFolderThatDoesNotAnswerCanBeGivenUp(t *testing.T) {
	old := moment
	moment = 0
	t.Cleanup(func() { moment = old })
	w := opened(t)
	answer, ended := make(chan struct{}), make(chan error, 1)
	wait := w.dialogs.whileWaiting("Open Project", "/nowhere/lab.wktproj", func(ctx context.Context) error {
		<-answer
		ended <- ctx.Err()
		return nil
	}, func(error) { t.Error("it goes on though it was given up") })
	if !w.dialogs.busy() {
		t.Error("something else can be begun meanwhile")
	}
	wait.say()
	if w.topTitle() != "Open Project" {
		t.Fatalf("the dialog is %q", w.topTitle())
	}
	test.Tap(w.dialogs.Top().Dismiss)
	if w.dialogs.busy() {
		t.Error("the dialog stays")
	}
	close(answer)
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the work ends with %v, want %v", err, context.Canceled)
	}
}

func TestAWaitForAnImageSaysHowFarItIsRead(t *testing.T) {
	old := moment
	moment = 0
	t.Cleanup(func() { moment = old })
	w := opened(t)
	answer := make(chan struct{})
	w.dialogs.looked = func() *session.Job {
		return &session.Job{Phase: report.Open, Done: 300_000_000, Total: 1_200_000_000, Rate: 30_000_000, Left: 30 * time.Second}
	}
	wait := w.dialogs.whileWaiting("Save files", "lhr.ocir.io/", func(context.Context) error {
		<-answer
		return nil
	}, func(error) {})
	wait.say()
	if got, want := wait.says.Text, "Opening the image – 300.0\u00a0MB of 1.2\u00a0GB – 30.0\u00a0MB/s – 30\u00a0s left"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	close(answer)
}
