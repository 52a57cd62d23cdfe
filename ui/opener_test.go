package ui

import (
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// recorded stands for the system that opens what a program asks it to.
type recorded struct {
	fyne.App
	opened  []string
	refuses error
}

func (s *recorded) OpenURL(u *url.URL) error {
	s.opened = append(s.opened, u.String())
	return s.refuses
}

// shownModel opens "Show in the model" over a system, and returns the file's path.
func shownModel(t *testing.T, over *recorded) (w *Window, path string) {
	t.Helper()
	w, path = holding(t, inClear, saysClear)
	over.App = w.app
	w.opener.app = over
	test.Tap(button(t, w.window.Content(), "Show in the model"))
	if w.model == nil {
		t.Fatalf("the dialog is %q", w.topTitle())
	}
	return w, path
}

func TestTheModelIsOpenedByTheSystemsEditor(t *testing.T) {
	over := &recorded{}
	w, path := shownModel(t, over)
	test.Tap(w.button("Open in the system's editor"))
	if want := []string{fileURL(path).String()}; !slices.Equal(over.opened, want) {
		t.Errorf("the system was asked for %q, want %q", over.opened, want)
	}
	if w.model == nil || w.topTitle() != filepath.Base(path) {
		t.Errorf("the model is no longer shown, but %q", w.topTitle())
	}
}

func TestASystemWithoutAnEditorIsSaidToHaveNone(t *testing.T) {
	w, path := shownModel(t, &recorded{refuses: errors.New("no application is registered")})
	test.Tap(w.button("Open in the system's editor"))
	if got, want := textsOf(w.dialogs.Top().Body), "The system could not open "+path+"."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
