package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/ui/kit"
)

// answer is a button of a question and what it does.
type answer struct {
	label string
	do    func()
}

// ask shows a question. The first answer dismisses it, by Esc too; the last
// is the default.
func (w *Window) ask(title, message string, answers ...answer) *kit.Dialog {
	return w.askWith(title, kit.Paragraph(message), answers...)
}

func (w *Window) askWith(title string, body fyne.CanvasObject, answers ...answer) *kit.Dialog {
	s := w.dialogs.New(title, body, 36)
	var buttons []*kit.Button
	for _, a := range answers {
		buttons = append(buttons, kit.NewButton(a.label, func() {
			s.Close()
			if a.do != nil {
				a.do()
			}
		}))
	}
	s.Show(buttons[0], buttons...)
	return s
}

// warn asks before something that cannot be taken back: to leave it is the default.
func (w *Window) warn(title, message string, risk answer) {
	s := w.dialogs.New(title, kit.Paragraph(message), 36)
	cancel := kit.NewButton(words.L("Cancel"), s.Close)
	s.Default = cancel
	s.Show(cancel, cancel, kit.NewButton(risk.label, func() {
		s.Close()
		risk.do()
	}))
}

// tell shows a message with an OK.
func (w *Window) tell(title, message string) *kit.Dialog {
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
