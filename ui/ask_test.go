package ui

import (
	"testing"

	"auximage/app/session"
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
