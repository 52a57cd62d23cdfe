package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/ui/kit"
)

// acceptedForm is what returning shows, as a snapshot.
func acceptedForm() session.Snapshot {
	s := full()
	s.SignedIn = nil
	return s
}

// returning is the window of somebody whose account and installer were accepted in
// an earlier run, at the moment when all of that is known again.
func returning(t *testing.T) *Window {
	t.Helper()
	a := accounts.Account{Host: "lhr.ocir.io", User: "tenancynamespace/lab.user@oracle.com"}
	if err := keyring.Set("auximage:"+a.Host, a.User, "a token"); err != nil {
		t.Fatal(err)
	}
	w := opened(t, a)
	w.session.Edit(func(f *form.Form) {
		f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
		f.SetUser(a.User)
		f.DownloadDir = filepath.Dir(testkit.Installer(t, ""))
	})
	if err := w.session.UseSample(); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "all of it is known again", func(s session.Snapshot) bool {
		return s.TokenKept == accounts.InKeyring && s.Inspected.WDTVersion != "" && !s.Inspected.Running
	})
	w.starts()
	return w
}

// starts begins with the session as it is now.
func (w *Window) starts() {
	w.view = view{tab: 1, unfolded: map[string]bool{}}
	w.build()
	w.redraw()
	w.window.Resize(fyne.NewSize(1025, 701))
	w.window.Resize(fyne.NewSize(1024, 700))
	w.redraw()
}

func (w *Window) foldedSections() (folded []string) {
	for _, a := range w.auxiliary.folds.all {
		if a.section.Folded() {
			folded = append(folded, a.key)
		}
	}
	return folded
}

func TestWhatWasAcceptedIsALineAtAStartAndTheFilesAreInView(t *testing.T) {
	w := returning(t)
	s := w.session.Snapshot()
	s.FirstStart = false // it is a later one
	w.draw(s)
	if got := strings.Join(w.foldedSections(), " "); got != "sign-in tooling" {
		t.Fatalf("folded are %q", got)
	}
	got := w.reads()
	for _, want := range []string{"Sign-in – tenancynamespace/lab.user@oracle.com", "Auxiliary Image Registry Push Username: tenancynamespace/lab.user@oracle.com",
		"Auxiliary Image Registry Push Password (auth token): Kept in the system keyring.",
		"WebLogic Deploy Tooling – " + s.Inspected.WDTVersion, "The latest · Saved in: " + s.Form.DownloadDir} {
		if !strings.Contains(got, want) {
			t.Errorf("the lines lack %q:\n%s", want, got)
		}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for _, r := range w.auxiliary.files.rows {
		if end := at(r.Container).Y + r.Size().Height; end > 700-w.console.Size().Height {
			t.Errorf("%s ends at %.0f", r.path, end)
		}
	}
}

func TestNothingFoldsWhereItWasNotAccepted(t *testing.T) {
	for name, change := range map[string]func(s *session.Snapshot){
		"a token that was only typed":     func(s *session.Snapshot) { s.TokenKept = accounts.Typed },
		"an account that never worked":    func(s *session.Snapshot) { s.Accounts = nil },
		"no token":                        func(s *session.Snapshot) { s.TokenKept = accounts.Nowhere },
		"what the container tools have":   func(s *session.Snapshot) { s.Form.SignIn = form.ByTools },
		"a refused check":                 func(s *session.Snapshot) { s.SignedIn = checkCame(registry.CodeRefused, report.Error) },
		"a check that could not be ended": func(s *session.Snapshot) { s.SignedIn = checkCame(registry.CodeCheckStopped, report.Info) },
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.view = view{tab: 1, unfolded: map[string]bool{}}
			s := acceptedForm()
			change(&s)
			w.draw(s)
			if got := strings.Join(w.foldedSections(), " "); got != "tooling" {
				t.Errorf("folded are %q", got)
			}
		})
	}
}

func checkCame(code report.Code, severity report.Severity) *session.SignInCheck {
	return &session.SignInCheck{Finding: report.Finding{Code: code, Severity: severity, Args: report.Args{"Host": "lhr.ocir.io"}}}
}

func TestNothingFoldsUnderAPersonsHandsInTheTryOutOrBesideTheLab(t *testing.T) {
	for name, begin := range map[string]func(w *Window){
		"after something was typed": func(w *Window) {
			s := acceptedForm()
			s.Accounts, s.Form.User = nil, "tenancynamespace/lab.user@oracle.co"
			s.Inspected.WDTVersion = ""
			w.draw(s)
		},
		"in the try-out":             func(w *Window) { w.options.Demo = true },
		"beside the lab's own steps": func(w *Window) { w.lab.set(true) },
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.view = view{tab: 1, unfolded: map[string]bool{}}
			begin(w)
			s := acceptedForm()
			s.Preferences = w.session.Snapshot().Preferences
			w.draw(s)
			if got := w.foldedSections(); len(got) > 0 {
				t.Errorf("folded are %q", got)
			}
		})
	}
}

func TestWhatTheLabOpenedStaysOpenWhenItIsClosed(t *testing.T) {
	w := returning(t)
	if got := w.foldedSections(); len(got) != 2 {
		t.Fatalf("folded are %q", got)
	}
	w.lab.set(true)
	w.redraw()
	w.lab.set(false)
	w.redraw()
	if got := w.foldedSections(); len(got) > 0 {
		t.Errorf("folded are %q", got)
	}
	w.starts()
	w.lab.set(true)
	w.starts() // beside it
	w.lab.set(false)
	w.redraw()
	if got := w.foldedSections(); len(got) > 0 {
		t.Errorf("folded are %q, which were open from the start", got)
	}
}

func TestAPersonFoldsAndOpensAndTheKeyboardKeepsItsPlace(t *testing.T) {
	w := returning(t)
	a := w.auxiliary.folds.all[0].section
	test.Tap(a.Head)
	if a.Folded() || !a.Head.Visible() {
		t.Fatal("a click does not open it, or it cannot be folded again")
	}
	w.window.Canvas().Focus(w.auxiliary.signIn.user.entry)
	test.Tap(a.Head)
	if !a.Folded() {
		t.Fatal("a click does not fold it")
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(a.Head) {
		t.Errorf("what was hidden had the focus, and %T has it now", now)
	}
	w.press(fyne.KeyReturn)
	if a.Folded() {
		t.Error("Enter does not open it")
	}
	test.Tap(a.Head)
	w.draw(func() session.Snapshot {
		s := w.session.Snapshot()
		s.SignedIn = checkCame(registry.CodeRefused, report.Error)
		return s
	}())
	if a.Folded() {
		t.Error("it stays folded over a fault")
	}
}

func TestAnotherRegistryOpensASignInThatItNeverAccepted(t *testing.T) {
	w := returning(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("fra.ocir.io/tenancynamespace/test-model-ankit:v1") })
	w.redraw()
	if got := strings.Join(w.foldedSections(), " "); got != "tooling" {
		t.Errorf("folded are %q", got)
	}
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/tenancynamespace/test-model-ankit:v2") })
	w.eventually(t, "its token is known again", func(s session.Snapshot) bool { return s.TokenKept == accounts.InKeyring })
	if got := strings.Join(w.foldedSections(), " "); got != "tooling" {
		t.Errorf("typed back, folded are %q", got)
	}
}

func TestAFoldedFieldIsLedTo(t *testing.T) {
	w := returning(t)
	place, ok := w.spots.ofField(form.FieldToken, w.session.Snapshot().Form)
	if !ok {
		t.Fatal("no place for the token")
	}
	w.spots.leadToSpot(place)
	if w.auxiliary.folds.all[0].section.Folded() || w.window.Canvas().Focused() != fyne.Focusable(w.auxiliary.signIn.token.entry) {
		t.Error("the token's field is hidden, or has no focus")
	}
}

func TestATokenThatAPushRefusedIsInSightAlthoughItWasFolded(t *testing.T) {
	w := returning(t)
	s := w.session.Snapshot()
	w.view.unfolded[s.Form.Models[0].Path] = true
	w.redraw()
	w.auxiliary.page.ScrollToBottom()
	s.SignedIn = checkCame(registry.CodeRefused, report.Error)
	s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Step: session.ActPush, Err: s.SignedIn.Finding}
	w.draw(s)
	w.auxiliary.page.ScrollToBottom() // where the person was
	s.Outcome = nil
	w.draw(s)
	if token := w.auxiliary.signIn.token; !token.entry.Wrong() || !strings.Contains(token.hint.Text, "refused") {
		t.Errorf("the token is marked %v, and below it stands %q", token.entry.Wrong(), token.hint.Text)
	}
	w.spots.leadToSpot(spotOf(w.auxiliary.signIn.token))
	if token := w.auxiliary.signIn.typed.Entry; w.window.Canvas().Focused() != fyne.Focusable(token) || !w.inSight(token) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(token).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(w.auxiliary.page).Y
		t.Errorf("the token's field stands at %v of the page, which is %v high; the focus is at %T", at, w.auxiliary.page.Size().Height, w.window.Canvas().Focused())
	}
}

func TestAClickOnTheLineOpensIt(t *testing.T) {
	w := returning(t)
	a := w.auxiliary.folds.all[0].section
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(a.Panel)
	test.TapCanvas(w.window.Canvas(), at.AddXY(200, a.Panel.Size().Height/2))
	if a.Folded() {
		t.Error("it stays folded")
	}
}

func TestATickMeansAcceptedNotFilledIn(t *testing.T) {
	w := opened(t)
	s := full()
	s.SignedIn, s.TokenKept, s.Inspected.WDTVersion = nil, accounts.Typed, ""
	a := w.auxiliary
	for name, state := range map[string]kit.StepState{"target": a.target.progress(s), "sign-in": a.signIn.progress(s), "tooling": a.tooling.progress(s)} {
		if state != kit.ToDo {
			t.Errorf("%s, filled in: %v", name, state)
		}
	}
	s = full()
	for name, state := range map[string]kit.StepState{"target": a.target.progress(s), "sign-in": a.signIn.progress(s), "files": a.files.progress(s), "tooling": a.tooling.progress(s)} {
		if state != kit.Done {
			t.Errorf("%s, accepted: %v", name, state)
		}
	}
}
