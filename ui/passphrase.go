package ui

import (
	"fyne.io/fyne/v2/theme"

	"auximage/app/words"
)

// fault is what a sheet says when it cannot go on.
type fault struct{ *text }

func newFault() fault {
	t := paragraph("")
	t.color = theme.ColorNameError
	t.Hide()
	return fault{t}
}

func (f fault) say(in *sheet, sentence string) {
	f.setText(sentence)
	f.Show()
	in.fit()
}

// askPassphrase opens what the project keeps encrypted; Esc goes on without.
func (w *Window) askPassphrase() {
	if p := w.session.Snapshot().Project; p != nil {
		w.askPassphraseOf(p.Name)
	}
}

func (w *Window) askPassphraseOf(project string) {
	phrase, fault := newPasswordEntry(), newFault()
	d := w.dialogs.newSheet(words.L("Passphrase of {{.Name}}", map[string]any{"Name": project}), vertical(2,
		paragraph(words.L("The project keeps its user names and passwords encrypted. Without the passphrase everything else works, and they stay as they are.")),
		named(words.L("Passphrase"), "", phrase), fault.text), 36)
	without := newButton(words.L("Go on without"), d.close)
	unlock := newButton(words.L("Unlock"), func() {
		if phrase.Text == "" {
			w.window.Canvas().Focus(phrase)
			return
		}
		if err := w.session.UnlockProject(phrase.Text); err != nil {
			fault.say(d, words.OfError(err).Sentence)
			phrase.set("")
			w.window.Canvas().Focus(phrase)
			return
		}
		phrase.set("")
		d.close()
		w.redraw()
	})
	d.first = phrase
	d.show(without, without, unlock)
}

// offerPassphrase offers to keep the sign-in in a project that was just saved
// without it, and goes on with then.
func (w *Window) offerPassphrase(project string, then func()) {
	phrase, again, fault := newPasswordEntry(), newPasswordEntry(), newFault()
	d := w.dialogs.newSheet(words.L("Set a passphrase for {{.Name}}?", map[string]any{"Name": project}), vertical(2,
		paragraph(words.L("User names and passwords are not in the project. Under a passphrase it keeps them, encrypted.")),
		named(words.L("Passphrase"), "", phrase), named(words.L("Passphrase again"), "", again), fault.text), 36)
	if then != nil {
		d.closed = then
	}
	without := newButton(words.L("Keep none"), func() {
		w.session.DeclinePassphrase()
		d.close()
	})
	set := newButton(words.L("Set passphrase"), func() {
		switch {
		case phrase.Text == "":
			w.window.Canvas().Focus(phrase)
			return
		case phrase.Text != again.Text:
			fault.say(d, words.L("The two passphrases differ."))
			again.set("")
			w.window.Canvas().Focus(again)
			return
		}
		if err := w.keepUnder(phrase.Text); err != nil {
			fault.say(d, words.OfError(err).Sentence)
			return
		}
		phrase.set("")
		again.set("")
		w.redraw()
		d.close()
	})
	d.first = phrase
	d.show(without, without, set)
}

// keepUnder saves the project with the sign-in under a passphrase.
func (w *Window) keepUnder(passphrase string) error {
	if err := w.session.SetPassphrase(passphrase); err != nil {
		return err
	}
	return w.session.SaveProject()
}
