package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestAResultInTheFormIsBroughtIntoView(t *testing.T) {
	for name, c := range map[string]struct {
		come func(s *session.Snapshot)
		at   func(w *Window) fyne.CanvasObject
	}{
		"a sign-in": {func(s *session.Snapshot) { s.SignedIn = full().SignedIn }, func(w *Window) fyne.CanvasObject { return w.auxiliary.signIn.answer }},
		"findings": {func(s *session.Snapshot) {
			s.Findings = []report.Finding{{Code: form.CodeOldWebLogic, Args: report.Args{"Version": "12.2.1.3"}}}
		}, func(w *Window) fyne.CanvasObject { return w.auxiliary.found.panel }},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.window.Resize(fyne.NewSize(900, 600))
			s := full()
			s.SignedIn = nil
			w.draw(s)
			w.auxiliary.page.ScrollToBottom()
			if name == "findings" {
				w.auxiliary.page.ScrollToTop()
			}
			c.come(&s)
			w.draw(s)
			if !w.inSight(c.at(w)) {
				t.Error("it is out of sight")
			}
			w.auxiliary.page.ScrollToTop()
			where := w.auxiliary.page.Offset
			w.draw(s)
			if w.auxiliary.page.Offset != where {
				t.Error("the form scrolls although nothing came")
			}
		})
	}
}

func TestAFaultyFileIsSaidBeforeAnythingIsAskedAndTheFailureLeadsToIt(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(900, 600))
	path := filepath.Join(t.TempDir(), "wages.yaml")
	if err := os.WriteFile(path, []byte("topology:\n  Name: [wages\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/wages:v1"); f.Add([]string{path}) })
	w.eventually(t, "the fault is seen", func(s session.Snapshot) bool { return s.FaultyFile() != nil })
	said := words.Of(*w.session.Snapshot().FaultyFile()).Sentence
	if got := w.title.ahead.Text; got != said || !w.title.ahead.Visible() {
		t.Errorf("below the buttons stands %q, want %q", got, said)
	}
	w.auxiliary.page.ScrollToTop()
	test.Tap(w.title.create)
	w.eventually(t, "the failure is shown", func(s session.Snapshot) bool { return s.Outcome != nil })
	if w.topTitle() != "Create Auxiliary Image Failed" || !strings.Contains(w.said(), "1 error") {
		t.Fatalf("%q says %q", w.topTitle(), w.said())
	}
	test.Tap(w.button("OK"))
	row := w.auxiliary.files.row(path)
	if !w.view.unfolded[path] || w.window.Canvas().Focused() != row.fold || !w.inSight(row.fold) {
		t.Errorf("unfolded %t, the focus is on %v", w.view.unfolded[path], w.window.Canvas().Focused())
	}
}

func TestWhatGoesAtTheEndMovesNothingInSight(t *testing.T) {
	w := opened(t)
	s := full()
	s.Findings = []report.Finding{{Code: form.CodeOldWebLogic, Args: report.Args{"Version": "12.2.1.3"}}}
	w.draw(s)
	w.window.Resize(fyne.NewSize(1024, 701))
	w.auxiliary.page.ScrollToBottom()
	choice := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.tooling.choice.Container).Y
	}
	was := choice()
	s.Findings, s.Form.WDT = nil, form.WDTFile // another installer: what was found is past
	if w.draw(s); choice() != was {
		t.Errorf("what is clicked goes from %v to %v", was, choice())
	}
	w.auxiliary.page.ScrollToTop()
	w.draw(s)
	w.auxiliary.page.ScrollToBottom()
	if room := w.auxiliary.page.Content.Size().Height - w.auxiliary.page.Content.(*fyne.Container).Objects[0].MinSize().Height; room > 0.5 {
		t.Errorf("once it was scrolled %v of nothing stand at the end", room)
	}
}

func TestAnAnswerThatIsInSightMovesNothing(t *testing.T) {
	for _, answer := range []report.Finding{
		{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": "registry.example.com"}},
		{Code: transport.CodeTLSUnknownIssuer, Severity: report.Error, Args: report.Args{"Host": "registry.example.com", "Issuer": "A Company's CA"}},
	} {
		w := opened(t)
		s := full()
		s.SignedIn = nil
		s.Form.SetTag("registry.example.com/ns/repo:v1")
		w.draw(s)
		w.window.Resize(fyne.NewSize(1024, 701))
		w.auxiliary.page.Offset.Y = 150
		w.auxiliary.page.Refresh()
		check := func() fyne.Position {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.signIn.check)
		}
		was := check()
		s.Job = &session.Job{Action: session.ActCheckSignIn}
		w.draw(s)
		during := check()
		s.Job, s.SignedIn = nil, &session.SignInCheck{Finding: answer}
		w.draw(s)
		if now := check(); during != was || now != was {
			t.Errorf("%s: the button went from %v over %v to %v", answer.Code, was, during, now)
		}
	}
}

func TestAWarningMetOnTheWayScrollsNothing(t *testing.T) {
	for name, ended := range map[string]session.Outcome{
		"to an image that was created":  {Action: session.ActCreate, Create: &session.ImageSummary{Reference: full().Form.Tag}},
		"to a push that nobody answers": {Action: session.ActPush, Err: report.Fault(transport.CodeTimeout, nil, report.Args{"Host": "lhr.ocir.io"})},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.window.Resize(fyne.NewSize(900, 600))
			s := full()
			w.draw(s)
			w.auxiliary.page.ScrollToTop()
			where := w.auxiliary.page.Offset
			s.Findings = []report.Finding{{Code: form.CodeOldWebLogic, Severity: report.Warning, Args: report.Args{"Version": "12.2.1.3"}}}
			s.Job = running().Job
			w.draw(s)
			ended.ID = 7
			s.Job, s.Outcome = nil, &ended
			w.draw(s)
			s.Outcome = nil
			w.draw(s)
			if w.auxiliary.page.Offset != where {
				t.Errorf("the form scrolled from %v to %v", where, w.auxiliary.page.Offset)
			}
		})
	}
}

func TestAFailureOfTheBaseSaysSoAndLeadsToIt(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.CustomBase, f.BaseRef = true, "mirror.example.com/busybox:1.36" })
	s := full()
	s.Outcome = &session.Outcome{ID: 7, Action: session.ActCreate, Phase: report.Base,
		Err: report.Finding{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": "mirror.example.com"}}}
	w.draw(s)
	if said := w.said(); !strings.Contains(said, "Fetching the base image") {
		t.Errorf("the failure says %q", said)
	}
	test.Tap(w.button("OK"))
	if base := w.auxiliary.more.baseRef.entry; w.window.Canvas().Focused() != base || !w.inSight(base) {
		t.Errorf("the focus is on %v", w.window.Canvas().Focused())
	}
}
