package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/session"
	"auximage/ui/kit"
)

// comparing opens the dialog that asks what an image is compared with, and returns its
// field.
func (w *Window) comparing(t *testing.T, tag string) *kit.Entry {
	t.Helper()
	w.closeAll(t)
	w.openedTag(t, tag)
	test.Tap(w.button("Compare…"))
	return w.dialogs.Top().First.(*kit.Entry)
}

func TestAVersionAloneIsOneOfTheRepositoryThatIsOpen(t *testing.T) {
	w, second := pushedTwice(t)
	w.comparing(t, second).SetText("v1")
	test.Tap(w.button("Compare"))
	w.eventually(t, "the difference is shown", func(session.Snapshot) bool { return w.topTitle() == "What changes" && w.button("Close") != nil })
	if said := w.said(); !strings.Contains(said, "- Before\n"+demo.Tag) || !strings.Contains(said, "+ After\n"+second) {
		t.Errorf("it says\n%s", said)
	}
}

func TestWhatCannotBeComparedStaysAsItWasTyped(t *testing.T) {
	w, second := pushedTwice(t)
	typed := w.comparing(t, second)
	typed.SetText("v9")
	test.Tap(w.button("Compare"))
	w.eventually(t, "that is told", func(session.Snapshot) bool { return w.button("OK") != nil })
	if said := w.said(); !strings.Contains(said, strings.TrimSuffix(demo.Tag, "v1")+"v9") {
		t.Errorf("it says\n%s", said)
	}
	test.Tap(w.button("OK"))
	if w.topTitle() != "Compare" || typed.Text != "v9" {
		t.Errorf("%q has %q", w.topTitle(), typed.Text)
	}
}

func TestTheOtherVersionThatIsKnownIsFilledIn(t *testing.T) {
	w, second := pushedTwice(t)
	first := w.session.Snapshot().Pushes[1].Pinned()
	if got := w.comparing(t, second).Text; got != first {
		t.Errorf("beside v2 it is %q, want %q", got, first)
	}
	if got := w.comparing(t, demo.Tag).Text; got != second {
		t.Errorf("beside v1 it is %q, want %q", got, second)
	}
}
