package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
)

func TestALongJobsEndIsToldToWhoLooksElsewhere(t *testing.T) {
	failed := report.Fault("error.timeout", nil, nil)
	for name, c := range map[string]struct {
		behind bool
		took   time.Duration
		want   string
	}{
		"elsewhere, after a long job":  {true, longJob, "Push Image Failed"},
		"elsewhere, after a short one": {true, longJob - time.Second, ""},
		"in front":                     {false, time.Hour, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.notifier.behind = c.behind
			s := session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Err: failed, Took: c.took}}
			var told *fyne.Notification
			if c.want != "" {
				told = fyne.NewNotification(Title, c.want)
			}
			test.AssertNotificationSent(t, told, func() { w.draw(s) })
			test.AssertNotificationSent(t, nil, func() { w.draw(s) }) // once
		})
	}
}

func TestAnAccountIsChosenAgainAndForgotten(t *testing.T) {
	one, two := accounts.Account{Host: "lhr.ocir.io", User: "ns/one@example.com"}, accounts.Account{Host: "lhr.ocir.io", User: "ns/two@example.com"}
	w := opened(t, two, one)
	w.session.Accounts().Use(two)
	w.redraw()
	signIn := w.auxiliary.signIn
	if !signIn.others.Visible() || !signIn.forget.Visible() {
		t.Fatal("no accounts to choose from, or to forget")
	}
	signIn.accounts.SetSelectedIndex(1)
	w.redraw()
	if got := signIn.user.entry.Text; got != "ns/one@example.com" {
		t.Fatalf("the user is %q", got)
	}
	test.Tap(signIn.forget)
	if top := w.dialogs.Top(); top == nil || top.Default.Text != "Cancel" || !strings.Contains(w.said(), "ns/one@example.com") {
		t.Fatalf("nobody is asked, or in passing: %q", w.said())
	}
	test.Tap(w.button("Forget this account"))
	w.eventually(t, "it is forgotten", func(s session.Snapshot) bool { return len(s.Accounts) == 1 })
	if got := w.session.Snapshot().Form.User; strings.Contains(got, "one@") || signIn.forget.Visible() {
		t.Errorf("the user is %q, and may be forgotten: %v", got, signIn.forget.Visible())
	}
	if got := signIn.result.Text; got != "Forgotten: ns/one@example.com" {
		t.Errorf("beside the buttons stands %q", got)
	}
	if got := signIn.accounts.Selected; got != "" {
		t.Errorf("the list still shows %q as chosen", got)
	}
	if !signIn.others.Visible() {
		t.Fatal("the other account is not offered")
	}
	signIn.accounts.SetSelectedIndex(0)
	w.redraw()
	if got := signIn.user.entry.Text; got != "ns/two@example.com" {
		t.Errorf("the other one chosen, the user is %q", got)
	}
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/") }) // as it was then
	if w.redraw(); signIn.result.Text != "" {
		t.Errorf("it says again %q", signIn.result.Text)
	}
}

func TestTheListOfAccountsComesWhereItMovesNothingInUse(t *testing.T) {
	w := opened(t)
	signIn := w.auxiliary.signIn
	s := full()
	s.Accounts = nil
	w.draw(s)
	s.Accounts = []accounts.Account{s.Form.Account()} // the registry has just let it in
	if w.draw(s); signIn.others.Visible() {
		t.Error("it moves the fields that are in use")
	}
	if w.draw(session.Snapshot{Accounts: s.Accounts}); !signIn.others.Visible() {
		t.Error("an empty form does not offer it")
	}
	s.Form.SetTag("fra.ocir.io/ns/repo:v1")
	if w.draw(s); !signIn.others.Visible() {
		t.Error("it goes while the tag is typed")
	}
}

func TestATokenThatIsTakenWhileItsFieldHasTheFocusIsSeenToBeKept(t *testing.T) {
	w := opened(t)
	e := w.auxiliary.signIn.typed
	text := "a token"
	e.typed = func() string { return text }
	s := full()
	s.SignedIn, s.TokenKept = nil, accounts.Typed
	w.window.Canvas().Focus(e.Entry)
	w.draw(s)
	text, s.TokenKept = "", accounts.InKeyring // the registry has accepted it
	w.draw(s)
	hint := w.auxiliary.signIn.token.hint
	if e.PlaceHolder == "" || !strings.HasPrefix(hint.Text, "Kept in") {
		t.Errorf("the field shows %q, and below it %q", e.PlaceHolder, hint.Text)
	}
	w.window.Canvas().Unfocus()
	if w.draw(s); e.PlaceHolder == "" || e.ActionItem.Visible() {
		t.Errorf("left, it shows %q, with an eye: %v", e.PlaceHolder, e.ActionItem.Visible())
	}
	w.window.Canvas().Focus(e.Entry)
	if w.draw(s); e.PlaceHolder != "" || !e.ActionItem.Visible() {
		t.Errorf("to be replaced, it shows %q, with an eye: %v", e.PlaceHolder, e.ActionItem.Visible())
	}
}

func TestTheWindowsSizeIsRemembered(t *testing.T) {
	w := opened(t)
	w.window.Resize(fyne.NewSize(1180, 820))
	w.keepSize()
	again := newWindow(w.app, w.session, w.options).window
	defer again.Close()
	if got := again.Canvas().Size(); got != fyne.NewSize(1180, 820) {
		t.Errorf("the next window is %v", got)
	}
}

func TestProgressStandsInTheTitle(t *testing.T) {
	w := opened(t)
	w.draw(running())
	if got := w.window.Title(); got != "Pushing the layers – 25% – "+Title {
		t.Errorf("the title is %q", got)
	}
}
