package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// atWork is a window in which a job runs, and how often it was stopped.
func atWork(t *testing.T) (w *Window, stops *int) {
	w, stops = opened(t), new(int)
	w.draw(running())
	w.dialogs.Top().Dismiss.OnTapped = func() { *stops++ }
	return w, stops
}

func TestAStrayEscStopsNoJobAndASecondOneDoes(t *testing.T) {
	w, stops := atWork(t)
	note := w.dialogs.Top().Note
	w.press(fyne.KeyEscape)
	if want := "Press Esc again to stop."; *stops != 0 || note.Text != want {
		t.Fatalf("the first one stopped %d times, and beside Stop stands %q, want %q", *stops, note.Text, want)
	}
	if at, stop := note.Position().X+note.Size().Width, w.dialogs.Top().Dismiss.Position().X; at > stop || note.Size().Height < note.MinSize().Height {
		t.Errorf("what it says ends at %v and is %v high, Stop begins at %v", at, note.Size().Height, stop)
	}
	if w.press(fyne.KeyEscape); *stops != 1 {
		t.Errorf("the second one stopped %d times", *stops)
	}
}

func TestTwoStrayEscsFarApartStopNoJob(t *testing.T) {
	w, stops := atWork(t)
	within := escapesWithin
	t.Cleanup(func() { escapesWithin = within })
	w.press(fyne.KeyEscape)
	escapesWithin = 0 // it is later now
	w.draw(running())
	if note := w.dialogs.Top().Note; note.Text != "" {
		t.Errorf("it goes on saying %q", note.Text)
	}
	if w.press(fyne.KeyEscape); *stops != 0 {
		t.Errorf("a late second one stopped %d times", *stops)
	}
}
