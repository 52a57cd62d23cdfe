package ui

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/words"
)

func TestF1AndTheMenuShowTheStepsTheWordsAndWhatToDo(t *testing.T) {
	for how, open := range map[string]func(*Window){
		"the key":  func(w *Window) { w.press(fyne.KeyF1) },
		"the menu": func(w *Window) { w.choose(t, "Help", "Help (F1)") },
	} {
		w := opened(t)
		open(w)
		if got := w.topTitle(); got != "Help" {
			t.Fatalf("%s: the dialog is %q", how, got)
		}
		said := w.said()
		for _, want := range []string{"1. Primary Image", "7. What comes next…", "A digest", "A pull secret", "A passphrase", "lhr.ocir.io"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the page does not have %q", how, want)
			}
		}
		if strings.Contains(said, "<no value>") || strings.Contains(said, "repository .") {
			t.Errorf("%s: a sentence lacks what it names: %s", how, said)
		}
		if w.press(fyne.KeyEscape); w.dialogs.Count() != 0 {
			t.Errorf("%s: Esc does not close it", how)
		}
	}
}

func TestTheHelpPageSpeaksThePersonsLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	w := opened(t)
	words.Use("fr")
	helpPage{w}.open()
	if said := w.said(); !strings.Contains(said, "Une empreinte") || strings.Contains(said, "A digest") {
		t.Errorf("it says %q", said)
	}
}

func TestOraclesPagesAreAddressesAndButtons(t *testing.T) {
	w := opened(t)
	w.press(fyne.KeyF1)
	for _, page := range documentation {
		if u, err := url.Parse(page[1]); err != nil || u.Scheme != "https" {
			t.Errorf("%s: %v", page[1], err)
		}
		test.Tap(w.button(page[0]))
	}
}
