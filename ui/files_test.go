package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model"
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
	if got := fileState(s, s.Form.Models[0], false); len(got) != 1 || !strings.Contains(got[0].text, "2 warnings") {
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
	user := w.auxiliary.signIn.user.entry
	if s := w.session.Snapshot(); move.Visible() || s.Form.User != "ns/" || s.TokenKept != accounts.Typed {
		t.Errorf("the user is %q, the token is kept %q", s.Form.User, s.TokenKept)
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(user) || user.CursorColumn != len("ns/") {
		t.Errorf("the focus is at %T, the cursor at %d of %q", now, user.CursorColumn, user.Text)
	}
}

func TestATokenTypedAsUserNameIsRepeatedNowhere(t *testing.T) {
	w := ready(t)
	const token = "x;2Gk}canary>9(dWq[5"
	w.session.Edit(func(f *form.Form) { f.SetUser(token) })
	for _, a := range []session.Action{session.ActCheckSignIn, session.ActCreateAndPush} {
		w.actions.start(a)
		w.redraw()
		for _, o := range test.LaidOutObjects(w.window.Content()) {
			if l, ok := o.(*kit.Label); ok && l.Visible() && strings.Contains(l.Text, "canary") {
				t.Errorf("%s: it says %q", a, l.Text)
			}
		}
	}
	if got := w.console.status.Text; !strings.Contains(got, "token") {
		t.Errorf("the status is %q, and not what is wrong", got)
	}
}

func TestARowLeadsWithWhatAPushWaitsFor(t *testing.T) {
	s := full()
	f := s.Form.Models[0]
	changed := report.Finding{Code: session.CodeFileChanged, Severity: report.Warning, File: f.Path}
	unused := report.Finding{Code: "model.unused", Severity: report.Warning, File: f.Path}
	secret := report.Finding{Code: model.CodeClearSecret, Severity: report.Warning, File: f.Path, Digest: "d"}
	broken := report.Finding{Code: model.CodeNoEntries, Severity: report.Error, File: f.Path}
	first := stateLine{"! changed since the image was created", theme.ColorNameWarning}
	for name, c := range map[string]struct {
		notes []report.Finding
		want  []stateLine
	}{
		"changed alone":       {[]report.Finding{changed}, []stateLine{first}},
		"and a secret":        {[]report.Finding{changed, unused, secret}, []stateLine{first, {"! 2 warnings – " + words.Of(secret).Sentence, theme.ColorNameWarning}}},
		"and worse":           {[]report.Finding{changed, secret, broken}, []stateLine{first, {kit.Cross + "1 error, 1 warning – " + words.Of(broken).Sentence, theme.ColorNameError}}},
		"a secret, unchanged": {[]report.Finding{unused, secret}, []stateLine{{"! 2 warnings – " + words.Of(secret).Sentence, theme.ColorNameWarning}}},
		"nothing":             {nil, []stateLine{{kit.Tick + "ok", theme.ColorNameSuccess}}},
	} {
		s.FileNotes = map[string][]report.Finding{f.Path: c.notes}
		if got := fileState(s, f, false); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	s.FileNotes = map[string][]report.Finding{f.Path: {changed, unused, secret}}
	if got := fileState(s, f, true); len(got) != 2 || got[1].text != "! 2 warnings" {
		t.Errorf("above its findings the row says %q", got)
	}
	s.FileNotes = map[string][]report.Finding{f.Path: {secret}}
	if got := filesState(s); got != kit.ToDo {
		t.Errorf("the step is %v although a push waits for a tick", got)
	}
	s.Accepted = map[string]bool{session.AcceptKey(secret): true}
	if got := filesState(s); got != kit.Done {
		t.Errorf("the step is %v once it was ticked", got)
	}
}

func TestARowIsReadWhole(t *testing.T) {
	w := opened(t)
	s := full()
	path := s.Form.Models[0].Path
	s.FileNotes = map[string][]report.Finding{path: {{Code: session.CodeFileChanged, Severity: report.Warning, File: path},
		{Code: model.CodeClearSecret, Severity: report.Warning, File: path}}}
	for _, width := range []float32{900, 1024} {
		w.window.Resize(fyne.NewSize(width, 600))
		w.draw(s)
		for _, o := range test.LaidOutObjects(w.auxiliary.files.Container) {
			if l, ok := o.(*kit.Label); ok && (l.Cut || l.Size().Height < l.MinSize().Height) {
				t.Errorf("%v wide: %q is cut, or %v high and needs %v", width, l.Text, l.Size().Height, l.MinSize().Height)
			}
		}
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

func TestTheSampleModelFillsTheList(t *testing.T) {
	w := ready(t)
	if n := len(w.auxiliary.files.rows); n != 3 {
		t.Fatalf("%d rows", n)
	}
	test.Tap(w.auxiliary.files.rows[0].fold)
	if !w.view.unfolded[w.auxiliary.files.rows[0].path] {
		t.Error("a row does not unfold")
	}
	test.Tap(w.auxiliary.files.rows[2].remove)
	w.redraw()
	if n := len(w.auxiliary.files.rows); n != 2 {
		t.Errorf("%d rows after one was removed", n)
	}
}
