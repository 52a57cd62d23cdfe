package ui

import (
	"testing"

	"auximage/app/session"
)

func TestACheckThatEndsGivesItsButtonItsWidthBack(t *testing.T) {
	w := opened(t)
	s := full()
	w.draw(s)
	s.Job = &session.Job{Action: session.ActCheckSignIn}
	w.draw(s)
	if w.auxiliary.signIn.check.Text != "Stop" {
		t.Fatalf("the button says %q while it checks", w.auxiliary.signIn.check.Text)
	}
	s.Job = nil
	w.draw(s)
	if check := w.auxiliary.signIn.check; check.Size().Width < check.MinSize().Width {
		t.Errorf("%q is %v wide, and needs %v", check.Text, check.Size().Width, check.MinSize().Width)
	}
}
