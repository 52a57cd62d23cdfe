//go:build window

package main

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
	"auximage/app/keychain"
	"auximage/imaging/report"
)

// TestAWrongTokenIsAFailedPushAndReplacesNoGoodOne has a good token in the keyring and
// pushes with a wrong one, in the smallest window: that is a failed push, said in a
// sentence, which leads to the token, and the keyring keeps the good one.
func TestAWrongTokenIsAFailedPushAndReplacesNoGoodOne(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "refused")
	w.Resizes(fyne.NewSize(900, 600))
	w.signsIn()
	w.Clicks("Check sign-in")
	w.hasTokenIn(accounts.InKeyring)
	w.keptToken(l.registry.token)

	const wrong = "mistyped-by-somebody"
	w.Clicks("Replace the token")
	w.Types(wrong)
	w.Presses(windowdriver.Tab)
	w.hasTokenIn(accounts.Typed)
	w.model()
	release := w.KeepsInPlace("Create Auxiliary Image", "Push Auxiliary Image", "Auxiliary Image Tag", "Sign-in", "Check sign-in")
	w.createsAndPushes()
	w.Sees("Select the folder to download")
	w.Presses(windowdriver.Enter)
	refused := "lhr.ocir.io refused the user name or the password of " + demo.User + "."
	w.Sees("Push Image Failed")
	w.SeesInView(refused)
	w.SeesInView("1. The password is an auth token")
	w.SeesBeside("Console", "Push Image Failed – "+refused)
	if created := w.session.Snapshot().Image; created == nil || created.Pushed {
		t.Errorf("the image that was created is %+v", created)
	}
	w.shot("failed-push")
	release()
	w.growsDownwards()
	w.keptToken(l.registry.token)
	checkNowhere(t, wrong, w.session, l.home)

	w.Presses(windowdriver.Enter) // OK leads to the token
	w.SeesNo("Copy report")
	w.Replaces(w.token)
	w.Shortcut('p')
	w.pushed()
	w.SeesInView("What comes next…")
	w.SeesBeside("Console", "Push Image Complete")
	w.keptToken(l.registry.token)
	if c := w.session.Snapshot().SignedIn; c != nil && c.Finding.Severity == report.Error {
		t.Errorf("the refusal stays: %v", c.Finding)
	}
}

// growsDownwards unfolds the server's own words in a dialog, and folds them again.
func (w *walk) growsDownwards() {
	w.Helper()
	defer w.KeepsInPlace("Push Image Failed", "Details")()
	folded := w.Reads()
	w.Clicks("Details")
	w.Waits("have more to read", func() bool { return len(w.Reads()) > len(folded) })
	w.shot("details")
	w.Clicks("Details")
	w.Waits("have them folded", func() bool { return w.Reads() == folded })
}

// keptToken fails the test unless the system's keyring has this token for the account.
func (w *walk) keptToken(want string) {
	w.Helper()
	got := ""
	w.Waits("have an answer of the keyring", func() bool {
		var err error
		got, err = keychain.New().Get(w.Context(), "lhr.ocir.io", demo.User)
		return err == nil && got != ""
	})
	if got != want {
		w.Errorf("the keyring has another token than the accepted one")
	}
}

// isKeptWithout waits until the settings file has a text, and fails the test when a
// secret that the form held then is in it or anywhere in the folders.
func (w *walk) isKeptWithout(secret, text string, folders ...string) {
	w.Helper()
	settings, _ := w.session.Places()
	w.Waits("have "+text+" in the settings", func() bool {
		data, err := os.ReadFile(settings)
		return err == nil && strings.Contains(string(data), text)
	})
	checkNowhere(w.T, secret, w.session, folders...)
}
