package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// triesOut opens the try-out with a token that its registry refuses.
func triesOut(t *testing.T) *Window {
	t.Helper()
	d := demotest.Start(t)
	w := opened(t)
	w.options = Options{Demo: true, DemoUser: demo.User, DemoToken: demo.Token, Downloads: d.Downloads()}
	if err := d.Prepare(w.session); err != nil {
		t.Fatal(err)
	}
	w.build()
	w.session.Edit(func(f *form.Form) { f.DownloadDir = d.Downloads() })
	w.session.Accounts().SetToken("something else")
	w.eventually(t, "the files were looked at", func(s session.Snapshot) bool {
		return !s.Inspected.Running && s.WhyNot[session.ActCreateAndPush] == nil
	})
	return w
}

const tryOutAccount = "In the try-out, the user name is tenancynamespace/lab.user@oracle.com and the auth token is try-it-out."

func TestAPushRefusedInTheTryOutIsMendedByOneClick(t *testing.T) {
	w := triesOut(t)
	w.actions.run(session.ActCreateAndPush)
	w.eventually(t, "it is refused", func(s session.Snapshot) bool {
		return s.Outcome != nil && report.Has(s.Outcome.Err, registry.CodeRefused)
	})
	if said := w.saidOnTop(); !strings.Contains(said, tryOutAccount) || strings.Contains(said, "Console") {
		t.Errorf("it says:\n%s", said)
	}
	test.Tap(w.button("Fill them in"))
	if w.dialogs.busy() {
		t.Errorf("%q is open", w.topTitle())
	}
	w.actions.run(session.ActPush)
	w.eventually(t, "it is pushed", func(s session.Snapshot) bool { return s.Outcome != nil && s.Outcome.Receipt != nil })
}

func TestASignInRefusedInTheTryOutIsMendedByOneClick(t *testing.T) {
	w := triesOut(t)
	signIn := w.auxiliary.signIn
	w.session.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/somebody") })
	w.session.Accounts().SetToken("something else")
	w.actions.run(session.ActCheckSignIn)
	w.eventually(t, "it is refused", func(s session.Snapshot) bool { return s.Job == nil && checkedAs(s, registry.CodeRefused) })
	if signIn.next.Text != tryOutAccount || signIn.forms.Visible() || !signIn.remedy.Visible() {
		t.Errorf("it says %q, other names are offered: %v", signIn.next.Text, signIn.forms.Visible())
	}
	test.Tap(signIn.remedy.Objects[0].(*kit.Button))
	w.actions.run(session.ActCheckSignIn)
	w.eventually(t, "it is taken", signInAccepted)
}

func TestElsewhereNobodyIsToldOfTheTryOutsAccount(t *testing.T) {
	w := opened(t)
	w.draw(refusedSignIn(full()))
	signIn := w.auxiliary.signIn
	if signIn.remedy.Visible() || strings.Contains(signIn.next.Text, "try-out") {
		t.Errorf("it says %q", signIn.next.Text)
	}
}
