package ui

import (
	"testing"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

func TestWhatCannotBeTakenBackIsNotTheDefault(t *testing.T) {
	for name, ask := range map[string]func(w *Window){
		"to empty the form":        func(w *Window) { w.projects.askNew() },
		"to quit while a job runs": (*Window).askQuit,
		"to send a password in clear": func(w *Window) {
			w.draw(session.Snapshot{Question: &session.Question{ID: 1, Code: session.CodeAllowPlainHTTP,
				Args: report.Args{"Host": "localhost:5001"}, Choices: []session.Choice{session.ChooseCancel, session.ChooseAllow}}})
		},
	} {
		w := opened(t)
		ask(w)
		if top := w.dialogs.Top(); top.Default.Text != "Cancel" || top.Dismiss.Text != "Cancel" || len(top.Buttons) != 2 {
			t.Errorf("%s: Enter is %q, Esc is %q", name, top.Default.Text, top.Dismiss.Text)
		}
	}
}

func TestAQuestionOffersItsChoicesTheDefaultLast(t *testing.T) {
	w := opened(t)
	w.draw(session.Snapshot{Question: &session.Question{ID: 1, Code: session.CodeOlderInstaller,
		Args:    report.Args{"Mine": "3.5.4", "Latest": "4.4.6"},
		Choices: []session.Choice{session.ChooseDownload, session.ChooseMine, session.ChooseCancel}}})
	if w.dialogs.Count() != 1 {
		t.Fatal("no dialog")
	}
	if enter, esc := w.dialogs.Top().Default.Text, w.dialogs.Top().Dismiss.Text; enter != "Download 4.4.6" || esc != words.L("choice.cancel") {
		t.Errorf("Enter is %q, Esc is %q", enter, esc)
	}
}
