package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// dialogs are the window's, with the small ones that are asked in many places.
type dialogs struct {
	*kit.Dialogs
	session *session.Session
	looked  func() *session.Job // how far an image is read; nil when none is
	awaited int                 // works that whileWaiting waits for without a dialog yet
}

// busy tells whether a dialog is open or about to be: menu shortcuts reach the
// window even then, and must not act behind it.
func (d *dialogs) busy() bool { return d.Count()+d.awaited > 0 }

// answer is a button of a question and what it does.
type answer struct {
	label string
	do    func()
}

// ask shows a question. The first answer dismisses it, by Esc too; the last
// is the default.
func (d *dialogs) ask(title, message string, answers ...answer) *kit.Dialog {
	return d.askWith(title, kit.Paragraph(message), answers...)
}

func (d *dialogs) askWith(title string, body fyne.CanvasObject, answers ...answer) *kit.Dialog {
	s := d.New(title, body, 36)
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

// offer shows a dialog with a button that closes it, as Esc does, before the others.
func offer(d *kit.Dialog, label string, buttons ...*kit.Button) {
	closing := kit.NewButton(label, d.Close)
	d.Show(closing, append([]*kit.Button{closing}, buttons...)...)
}

// warn asks before something that cannot be taken back: to leave it is the default.
func (d *dialogs) warn(title, message string, risk answer) {
	s := d.New(title, kit.Paragraph(message), 36)
	cancel := kit.NewButton(words.L("Cancel"), s.Close)
	s.Default = cancel
	s.Show(cancel, cancel, kit.NewButton(risk.label, func() {
		s.Close()
		risk.do()
	}))
}

// tell shows a message with an OK.
func (d *dialogs) tell(title, message string) *kit.Dialog {
	return d.ask(title, message, answer{words.L("OK"), nil})
}

// tellError shows what went wrong, and the next step.
func (d *dialogs) tellError(title string, err error) {
	m := words.OfError(err)
	message := m.Sentence
	if m.Next != "" {
		message += "\n" + m.Next
	}
	d.tell(title, message)
}
