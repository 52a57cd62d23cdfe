package ui

import (
	"context"

	"fyne.io/fyne/v2/theme"

	"auximage/app/words"
	"auximage/ui/kit"
)

// fault is what a dialog says when it cannot go on.
type fault struct{ *kit.Label }

func newFault() fault {
	t := kit.Paragraph("")
	t.Color = theme.ColorNameError
	t.Hide()
	return fault{t}
}

func (f fault) show(in *kit.Dialog, sentence string) {
	f.SetText(sentence)
	f.Show()
	in.Fit()
}

// askPassphrase opens what the project keeps encrypted; Esc goes on without.
func (t *projects) askPassphrase() {
	if p := t.win.session.Snapshot().Project; p != nil {
		t.askPassphraseOf(p.Name)
	}
}

func (t *projects) askPassphraseOf(project string) {
	phrase, fault := kit.NewPasswordEntry(), newFault()
	d := t.win.dialogs.New(words.L("Passphrase of {{.Name}}", map[string]any{"Name": project}), kit.Column(2,
		kit.Paragraph(words.L("The project keeps its user names and passwords encrypted. Without the passphrase everything else works, and they stay as they are.")),
		named(words.L("Passphrase"), "", phrase), fault.Label), 36)
	without := kit.NewButton(words.L("Go on without"), d.Close)
	unlock := kit.NewButton(words.L("Unlock"), func() {
		if phrase.Text == "" {
			t.win.window.Canvas().Focus(phrase)
			return
		}
		if err := t.win.session.Projects().Unlock(phrase.Text); err != nil {
			fault.show(d, words.OfError(err).Sentence)
			phrase.SetValue("")
			t.win.window.Canvas().Focus(phrase)
			return
		}
		phrase.SetValue("")
		d.Close()
		t.win.redraw()
	})
	d.First = phrase
	d.Show(without, without, unlock)
}

// offerPassphrase offers to keep the sign-in in a project that was just saved
// without it, and goes on with then.
func (t *projects) offerPassphrase(project string, then func()) {
	phrase, again, fault := kit.NewPasswordEntry(), kit.NewPasswordEntry(), newFault()
	d := t.win.dialogs.New(words.L("Set a passphrase for {{.Name}}?", map[string]any{"Name": project}), kit.Column(2,
		kit.Paragraph(words.L("User names and passwords are not in the project. Under a passphrase it keeps them, encrypted.")),
		named(words.L("Passphrase"), "", phrase), named(words.L("Passphrase again"), "", again), fault.Label), 36)
	if then != nil {
		d.OnClosed = then
	}
	without := kit.NewButton(words.L("Keep none"), func() {
		t.win.session.Projects().DeclinePassphrase()
		d.Close()
	})
	set := kit.NewButton(words.L("Set passphrase"), func() {
		switch {
		case phrase.Text == "":
			t.win.window.Canvas().Focus(phrase)
			return
		case phrase.Text != again.Text:
			fault.show(d, words.L("The two passphrases differ."))
			again.SetValue("")
			t.win.window.Canvas().Focus(again)
			return
		}
		typed := phrase.Text
		t.win.dialogs.whileWaiting(words.L("Save"), t.win.session.Snapshot().Project.Path, func(context.Context) error { return t.keepUnder(typed) }, func(err error) {
			if err != nil {
				fault.show(d, words.OfError(err).Sentence)
				return
			}
			phrase.SetValue("")
			again.SetValue("")
			t.win.redraw()
			d.Close()
		})
	})
	d.First = phrase
	d.Show(without, without, set)
}

// keepUnder saves the project with the sign-in under a passphrase.
func (t *projects) keepUnder(passphrase string) error {
	if err := t.win.session.Projects().SetPassphrase(passphrase); err != nil {
		return err
	}
	return t.win.session.Projects().Save()
}
