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
		for _, want := range []string{"1. Click Image: the “Primary Image” tab", "12. Push Image Complete", "What comes next…", "A digest", "A pull secret", "A passphrase", "lhr.ocir.io"} {
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

func TestF1OpensHelpAboveADialogAndEscLeadsBackToIt(t *testing.T) {
	w := opened(t)
	w.choose(t, "Help", "Where things are kept")
	under := w.topTitle()
	w.press(fyne.KeyF1)
	w.press(fyne.KeyF1) // once more opens no second page
	if got, open := w.topTitle(), w.dialogs.Count(); got != "Help" || open != 2 {
		t.Fatalf("after F1 the topmost of %d dialogs is %q, want Help above %q", open, got, under)
	}
	w.press(fyne.KeyEscape)
	if got, open := w.topTitle(), w.dialogs.Count(); got != under || open != 1 {
		t.Errorf("after Esc the topmost of %d dialogs is %q, want %q", open, got, under)
	}
	w.press(fyne.KeyF1)
	if got := w.topTitle(); got != "Help" {
		t.Errorf("F1 again opens %q", got)
	}
}

func TestEachStepOfHelpSaysWhatHappensInIt(t *testing.T) {
	w := opened(t)
	w.press(fyne.KeyF1)
	said := w.said()
	for step, want := range map[string]string{
		"Your model, from exercise 2": "variables (.properties)", "7. Create Auxiliary Image": "nothing is sent yet",
		"2. The endpoint of your region": "lhr.ocir.io for UK South (London)", "5. Auxiliary Image Registry Push Username": "tenancynamespace/lab.user@oracle.com", "11. Push Auxiliary Image": "next free version",
	} {
		if _, after, found := strings.Cut(said, step); !found || !strings.Contains(after, want) {
			t.Errorf("%s: the page does not have %q", step, want)
		}
	}
}

func TestTheHelpPageHasTheChangeOfEachWeekAndTheKeysOfTheMenu(t *testing.T) {
	w := opened(t)
	w.press(fyne.KeyF1)
	said := w.said()
	for _, want := range []string{
		"1. Model", "“Open image…” in the menu, “Change”, then “Take out to edit…”", "2. Create and Push", "next free one", "3. What comes next…", "update command",
		"Ctrl+Shift+Enter\nCreate and Push", "Ctrl+R\nCreate Auxiliary Image", "Ctrl+Q\nQuit", "Ctrl+C\nCopy",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not have %q", want)
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

func TestTheHelpPageHasTheStepsOfTheGuide(t *testing.T) {
	w := opened(t)
	w.press(fyne.KeyF1)
	said := w.said()
	for _, step := range labSteps() {
		if !strings.Contains(said, step.title) {
			t.Errorf("it does not have %q", step.title)
		}
	}
	if !strings.Contains(said, "The lab's twelve steps") {
		t.Errorf("it says:\n%s", said)
	}
}
