//go:build window

package main

import (
	"testing"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
	"auximage/assets"
	"auximage/imaging/report"
)

// mostInputs are those that the lab took by mouse with three files of one's own
// before its sign-in was one paste and its question one click.
const mostInputs = 22

// TestTheInputsOfTheLabAndOfAWrongTokenAreCounted does the lab by the shortest way
// with three files, and on it signs in with a wrong token first.
func TestTheInputsOfTheLabAndOfAWrongTokenAreCounted(t *testing.T) {
	l := newLab(t)
	folder := t.TempDir()
	if _, err := assets.WriteSample(folder); err != nil {
		t.Fatal(err)
	}
	w := l.walk(t, "en", english, "counted")
	w.Types(demo.Tag) // the tag has the focus
	w.Fills("Auxiliary Image Registry Push Username", demo.User)
	above := []string{"Create Auxiliary Image", "Push Auxiliary Image", "Auxiliary Image Tag", "Sign-in", "Check sign-in"}
	password := "Auxiliary Image Registry Push Password (auth token)"
	before := w.Tally().Inputs()
	w.Fills(password, "a wrong token")
	release := w.KeepsInPlace(above...)
	w.Clicks("Check sign-in")
	w.Waits("be refused", func() bool {
		c := w.session.Snapshot().SignedIn
		return c != nil && c.Finding.Severity == report.Error
	})
	wrong := w.Tally().Inputs() - before
	w.SeesInView("The password is an auth token")
	w.shot("refused")
	w.Fills(password, w.token)
	w.Clicks("Check sign-in")
	w.Waits("be signed in", func() bool {
		c := w.session.Snapshot().SignedIn
		return c != nil && c.Finding.Severity != report.Error
	})
	w.shot("accepted")
	release()

	w.ScrollsTo("Add files…")
	w.Clicks("Add files…")
	w.Sees("Select")
	w.Replaces(folder)
	w.Presses(windowdriver.Enter)
	for _, name := range []string{"archive.zip", "model.properties", "model.yaml"} {
		w.Clicks(name)
	}
	w.Clicks("Select")
	w.Waits("have three files", func() bool {
		f := w.session.Snapshot().Form
		return len(f.Models)+len(f.Variables)+len(f.Archives) == 3
	})
	w.createAndPush()
	all := w.Tally().Inputs() - wrong
	t.Logf("the lab with three files: %d inputs; a wrong token: %d more", all, wrong)
	if all > mostInputs {
		t.Errorf("the lab takes %d inputs, %d before", all, mostInputs)
	}
}
