package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/words"
)

// answer is a button of a question and what it does.
type answer struct {
	label string
	do    func()
}

// ask shows a question. The first answer dismisses it, by Esc too; the last
// is the default.
func (w *Window) ask(title, message string, answers ...answer) *sheet {
	return w.askWith(title, paragraph(message), answers...)
}

func (w *Window) askWith(title string, body fyne.CanvasObject, answers ...answer) *sheet {
	s := w.dialogs.newSheet(title, body, 36)
	var buttons []*button
	for _, a := range answers {
		buttons = append(buttons, newButton(a.label, func() {
			s.close()
			if a.do != nil {
				a.do()
			}
		}))
	}
	s.show(buttons[0], buttons...)
	return s
}

// warn asks before something that cannot be taken back: to leave it is the default.
func (w *Window) warn(title, message string, risk answer) {
	s := w.dialogs.newSheet(title, paragraph(message), 36)
	cancel := newButton(words.L("Cancel"), s.close)
	s.show(cancel, newButton(risk.label, func() {
		s.close()
		risk.do()
	}), cancel)
}

// tell shows a message with an OK.
func (w *Window) tell(title, message string) *sheet {
	return w.ask(title, message, answer{words.L("OK"), nil})
}

// tellError shows what went wrong, and the next step.
func (w *Window) tellError(title string, err error) {
	m := words.OfError(err)
	message := m.Sentence
	if m.Next != "" {
		message += "\n" + m.Next
	}
	w.tell(title, message)
}
