package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"auximage/app/form"
	"auximage/app/project"
	"auximage/ui/kit"
)

// savedProject is a window whose project was just saved, with a sign-in that
// is not in it.
func savedProject(t *testing.T, then func()) (w *Window, path string) {
	t.Helper()
	w, path = opened(t), filepath.Join(t.TempDir(), "lab.wktproj")
	if err := os.WriteFile(path, []byte(`{"image": {"auxImageTag": "lhr.ocir.io/ns/x:v1"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	w.projects.open(path)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	w.session.Accounts().SetToken("canary")
	w.projects.save(then)
	if got := w.topTitle(); got != "Set a passphrase for lab?" {
		t.Fatalf("the dialog is %q", got)
	}
	return w, path
}

func TestAProjectIsOfferedAPassphraseForItsSignIn(t *testing.T) {
	went := false
	w, path := savedProject(t, func() { went = true })
	w.typing(w.dialogs.Top().First.(*kit.Entry), passphrase)
	w.press(fyne.KeyReturn)
	if !w.dialogs.busy() {
		t.Fatal("a passphrase was taken that was typed once")
	}
	again := w.window.Canvas().Focused().(*kit.Entry)
	w.typing(again, passphrase)
	if went {
		t.Fatal("it went on before the answer")
	}
	w.press(fyne.KeyReturn)
	if w.dialogs.busy() || !went {
		t.Fatal("it did not go on")
	}
	p, err := project.Open(path)
	if err == nil {
		err = p.Unlock(passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	if c := p.Content().Push; c.User != "ns/me" || c.Password != "canary" {
		t.Errorf("the project keeps %+v", c)
	}
}

func TestAProjectWithoutAPassphraseIsNotOfferedOneTwice(t *testing.T) {
	went := 0
	w, path := savedProject(t, func() { went++ })
	test.Tap(w.dialogs.Top().Dismiss)
	w.projects.save(func() { went++ })
	if w.dialogs.busy() || went != 2 {
		t.Errorf("it is asked again, or did not go on: %d", went)
	}
	if text, err := os.ReadFile(path); err != nil || strings.Contains(string(text), "canary") {
		t.Errorf("the file is %s, %v", text, err)
	}
}

func TestATeamsProjectThatKeepsNoSecretIsSavedUnasked(t *testing.T) {
	w, path := opened(t), filepath.Join(t.TempDir(), "team.wktproj")
	if err := os.WriteFile(path, []byte(`{"image": {"auxImageTag": "lhr.ocir.io/ns/wages:v1"}, "settings": {"credentialStorePolicy": "none"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	w.projects.open(path)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me"); f.SetTag("lhr.ocir.io/ns/wages:v2") })
	w.session.Accounts().SetToken("canary")
	went := 0
	for range 2 {
		w.projects.save(func() { went++ })
		if w.dialogs.busy() {
			t.Fatalf("%q is asked", w.topTitle())
		}
	}
	text, err := os.ReadFile(path)
	if went != 2 || err != nil || !strings.Contains(string(text), "wages:v2") || strings.Contains(string(text), "canary") {
		t.Errorf("it went on %d times; the file is %s, %v", went, text, err)
	}
}

func TestEnterKeepsNoPassphraseWhileNoneIsTypedAndTheSaveIsSaid(t *testing.T) {
	w, _ := savedProject(t, nil)
	top := w.dialogs.Top()
	if got := top.Default.Text; got != "Keep none" {
		t.Errorf("the default is %q", got)
	}
	w.typing(top.First.(*kit.Entry), "p")
	if got := top.Default.Text; got != "Set passphrase" || w.primaryIn(top) != 1 {
		t.Errorf("once something is typed the default is %q, and %d buttons shine", got, w.primaryIn(top))
	}
	top.First.(*kit.Entry).SetText("")
	w.press(fyne.KeyReturn)
	w.redraw()
	if w.dialogs.busy() || !strings.HasPrefix(w.console.status.Text, "Saved: lab") {
		t.Errorf("open: %q; the status is %q", w.topTitle(), w.console.status.Text)
	}
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/you") })
	w.redraw()
	if got := w.console.status.Text; strings.Contains(got, "Saved") {
		t.Errorf("after a change the status is %q", got)
	}
}

// primaryIn counts the buttons of a dialog that shine.
func (*Window) primaryIn(d *kit.Dialog) (n int) {
	for _, b := range d.Buttons {
		if b.Importance == widget.HighImportance {
			n++
		}
	}
	return n
}

func TestAnEmptyPassphraseIsAskedFor(t *testing.T) {
	w := opened(t)
	w.projects.open(labProject(t))
	w.press(fyne.KeyReturn)
	if said := w.saidOnTop(); !strings.Contains(said, "Type the passphrase, or go on without it.") {
		t.Errorf("it says:\n%s", said)
	}
}
