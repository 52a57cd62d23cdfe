//go:build window

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
)

// TestWithoutAKeyringNothingIsPromisedOfIt signs in to a registry of one's own on a
// machine without a keyring: the tick for it cannot be had, and nothing is said of
// Oracle's Console. The three ways to sign in are one stop for Tab.
func TestWithoutAKeyringNothingIsPromisedOfIt(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "no-bus"))
	l := newLab(t)
	l.config.LooksForKeyring = true // as the program does
	w := l.walk(t, "en", english, "no-keyring")
	w.Waits("know that there is no keyring", func() bool { return w.session.Snapshot().NoKeyring() })
	w.Sees("Menu › Developer Services › Container Registry")
	w.Fills("Auxiliary Image Tag", "registry.example.com:5000/team/test-model:v1")
	w.Presses(windowdriver.Tab)
	w.SeesNo("Menu › Developer Services › Container Registry")
	w.SeesNo("Tenancy namespace")
	w.SeesNo("Region")
	w.SeesNo("Oracle Cloud console")
	w.ScrollsTo("Registry")
	w.ScrollsTo("Namespace")
	w.shot("own-registry")

	const keep = "Keep in the system keyring"
	w.Fills(tokenLabel, w.token)
	w.Presses(windowdriver.Tab)
	w.Fills(userLabel, "me")
	for range 2 { // once to tick it, and once more
		w.Clicks(keep)
		if w.Ticked(keep) {
			t.Error("the keyring that is not there can be chosen")
		}
	}
	w.shot("no-keyring")
	w.formHas("me", func(f form.Form) string { return f.User })
	if kept := w.session.Snapshot().TokenKept; kept == accounts.InKeyring {
		t.Errorf("the token is kept in %q", kept)
	}
	w.radioGroupIsOneStop("This account", "What Docker or Podman has for registry.example.com:5000", "None", userLabel)
}

// radioGroupIsOneStop goes to a group by Tab, through it by the arrows, and on by Tab.
func (w *walk) radioGroupIsOneStop(first, second, third, next string) {
	w.Helper()
	has := func(text string) {
		w.Helper()
		w.Waits("have the focus on "+text, func() bool { return w.HasFocus(text) })
	}
	w.ClicksBelow(next)
	w.Presses(windowdriver.BackTab)
	has(first)
	w.Presses(windowdriver.Right)
	has(second)
	w.formHas(string(form.ByTools), func(f form.Form) string { return string(f.SignIn) })
	w.Presses(windowdriver.Right)
	has(third)
	w.Presses(windowdriver.Right) // round to the first
	has(first)
	w.formHas(string(form.ByAccount), func(f form.Form) string { return string(f.SignIn) })
	w.Sees(next)
	w.Presses(windowdriver.Tab)
	w.Types("you") // over what stands in the field that comes after the whole group
	w.formHas("you", func(f form.Form) string { return f.User })
}

// TestNoToThePreparationIsRememberedForAProject answers once and for all, creates twice
// and once more after a restart without being asked, and asks for the preparation
// itself. What was copied has one mark, and the console is read at its end.
func TestNoToThePreparationIsRememberedForAProject(t *testing.T) {
	l := newLab(t)
	path := l.project(t)
	w := l.walk(t, "en", english, "not-again")
	w.Shortcut('o')
	w.Sees("Open Project")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.Sees("Passphrase of lab")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Passphrase of lab")
	w.Shortcut('r') // Create
	w.Sees("Prepare the model?")
	w.Clicks("If No: do not ask again for this project")
	w.shot("not-again")
	w.Clicks("No")
	w.folderDialog()
	w.seesCreated()
	w.copiesOneAtATime()
	w.createsUnasked()

	w.Waits("have the answer kept", func() bool {
		kept, err := os.ReadFile(filepath.Join(l.config.Dir, "settings.json"))
		return err == nil && strings.Contains(string(kept), "skipsPreparing")
	})
	again := l.walk(t, "en", english, "not-again-later")
	again.Waits("have the project again", func() bool { return again.session.Snapshot().Project != nil })
	again.createsUnasked()
	again.opensConsoleAtItsEnd()
	again.Chooses("Image", "Prepare the model…")
	again.Sees("Oracle home")
	again.shot("asked-for")
	again.Presses(windowdriver.Escape)
	again.SeesNo("Oracle home")
}

// copiesOneAtATime copies two facts of a created image, and leaves the dialog.
func (w *walk) copiesOneAtATime() {
	w.Helper()
	if copied := w.Copies("Auxiliary Image Tag"); copied != demo.Tag {
		w.Errorf("%q is copied, want %q", copied, demo.Tag)
	}
	if copied, want := w.Copies("Digest"), w.session.Snapshot().Image.Digest; copied != want {
		w.Errorf("%q is copied, want %q", copied, want)
	}
	w.shot("copied")
	if marks := w.Copied(); marks != 1 {
		w.Errorf("%d buttons say that what they copy is on the clipboard, want one", marks)
	}
	w.Presses(windowdriver.Enter)
	w.SeesNo("Digest")
}

// createsUnasked creates the image again; the first thing to be seen is the result.
func (w *walk) createsUnasked() {
	w.Helper()
	asked := false
	w.Shortcut('r')
	w.Waits("have it created", func() bool {
		asked = asked || w.CanSee("Prepare the model?")
		return asked || w.CanSee("Create Auxiliary Image Complete")
	})
	if asked {
		w.Fatal("it asks again whether the model is to be prepared")
	}
	w.Presses(windowdriver.Enter)
	w.SeesNo("Digest")
}

// opensConsoleAtItsEnd opens the console in a small window: the newest line is whole, and
// the oldest one is out of view.
func (w *walk) opensConsoleAtItsEnd() {
	w.Helper()
	w.Resizes(fyne.NewSize(900, 600))
	log := w.session.Snapshot().Log
	first, last := log[0].Text, log[len(log)-1].Text
	w.Clicks("Console")
	w.Sees("Copy log")
	w.Sees(last)
	w.shot("console")
	if w.CanSee(first) {
		w.Errorf("the console shows its oldest line, %q", first)
	}
	w.Clicks("Console")
	w.SeesNo("Copy log")
}
