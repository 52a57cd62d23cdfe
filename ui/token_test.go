package ui

import (
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
)

func TestATypedTokenCanBeLookedAtUntilTheKeyringHasIt(t *testing.T) {
	keyring.MockInit()
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/lab.user@example.com") })
	w.redraw()
	e := w.auxiliary.signIn.token.entry
	w.typing(e, " a-token ")
	w.window.Canvas().Unfocus() // a click on the eye does so first
	w.redraw()
	if e.Text != "a-token" || !e.Password {
		t.Errorf("left, the entry holds %q, hidden: %v", e.Text, e.Password)
	}
	test.Tap(e.ActionItem.(fyne.Tappable))
	w.draw(refusedSignIn(w.session.Snapshot()))
	if e.Text != "a-token" || e.Password {
		t.Errorf("refused and looked at, the entry holds %q, hidden: %v", e.Text, e.Password)
	}
	w.typing(e, "2")
	w.window.Canvas().Unfocus()
	if got := w.session.Accounts().Typed(); got != "a-token2" {
		t.Errorf("mended, the token is %q", got)
	}
	e.SetValue("")
	e.OnLeft()
	if got := w.session.Snapshot().TokenKept; got != accounts.Nowhere {
		t.Errorf("emptied, the token is %q", got)
	}
}

func TestATokenThatIsBeingTypedIsNotMissed(t *testing.T) {
	keyring.MockInit()
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/lab.user@example.com") })
	w.redraw()
	missed := func() bool {
		why := w.session.Snapshot().WhyNot[session.ActCheckSignIn]
		return why != nil && why.Code == session.CodeNoToken
	}
	e := w.auxiliary.signIn.token.entry
	if !missed() {
		t.Fatal("without a token nothing is missed")
	}
	w.typing(e, "a")
	if missed() {
		t.Error("while it is typed the token is missed")
	}
	w.press(fyne.KeyBackspace)
	if !missed() {
		t.Error("taken back, the token is not missed")
	}
	w.typing(e, "token")
	w.window.Canvas().Unfocus()
	if got := w.session.Accounts().Typed(); missed() || got != "token" {
		t.Errorf("left, the token is %q, missed: %v", got, missed())
	}
	w.typing(e, "more")
	e.SetText("")
	w.window.Canvas().Unfocus()
	if !missed() {
		t.Error("emptied, the token is not missed")
	}
}

// refusedSignIn is a snapshot in which the registry has refused the sign-in.
func refusedSignIn(s session.Snapshot) session.Snapshot {
	s.SignedIn = &session.SignInCheck{Finding: report.Finding{Code: registry.CodeRefused, Severity: report.Error, Args: report.Args{"Host": "lhr.ocir.io"}}}
	return s
}

func TestATokenOfTheKeyringIsSaidToBeSoAndReplacedByAClick(t *testing.T) {
	me := accounts.Account{Host: "lhr.ocir.io", User: "ns/lab.user@example.com"}
	keyring.MockInit()
	if err := keyring.Set("auximage:"+me.Host, me.User, "kept"); err != nil {
		t.Fatal(err)
	}
	w := opened(t, me)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) { f.SetUser(me.User) })
	w.eventually(t, "the keyring gave it", func(s session.Snapshot) bool { return s.TokenKept == accounts.InKeyring })
	signIn := w.auxiliary.signIn
	e := signIn.typed.Entry
	if e.Text != "" || e.PlaceHolder == "" || !strings.Contains(signIn.token.hint.Text, "keyring") {
		t.Errorf("the entry shows %q, %q, and below it %q", e.Text, e.PlaceHolder, signIn.token.hint.Text)
	}
	test.Tap(signIn.replace)
	if w.window.Canvas().Focused() != fyne.Focusable(e) || e.PlaceHolder != "" {
		t.Errorf("replaced, the focus is at %T and the entry shows %q", w.window.Canvas().Focused(), e.PlaceHolder)
	}
	if got, want := signIn.token.hint.Text, "The one in the system keyring stays until the registry has accepted another."; got != want {
		t.Errorf("while it is empty for another one it says %q, want %q", got, want)
	}
	test.Type(e, "newer")
	w.window.Canvas().Unfocus()
	if got := w.session.Accounts().Typed(); got != "newer" || e.Text != "newer" || signIn.replace.Visible() {
		t.Errorf("the token is %q, the entry shows %q, to be replaced: %v", got, e.Text, signIn.replace.Visible())
	}
	e.SetValue("")
	e.OnLeft()
	if got := w.session.Snapshot().TokenKept; got != accounts.InKeyring {
		t.Errorf("taken back, the token is %q, want the kept one", got)
	}
}
