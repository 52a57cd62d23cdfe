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
			fault.show(d, words.L("Type the passphrase, or go on without it."))
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

// passphraseOffer offers to keep the sign-in in a project, under a passphrase.
type passphraseOffer struct {
	projects      *projects
	dialog        *kit.Dialog
	phrase, again *kit.Entry
	fault         fault
}

// offerPassphrase offers it for a project that was just saved without one, and goes
// on with then.
func (t *projects) offerPassphrase(project string, then func()) {
	o := &passphraseOffer{projects: t, phrase: kit.NewPasswordEntry(), again: kit.NewPasswordEntry(), fault: newFault()}
	o.dialog = t.win.dialogs.New(words.L("Set a passphrase for {{.Name}}?", map[string]any{"Name": project}), kit.Column(2,
		kit.Paragraph(words.L("User names and passwords are not in the project. Under a passphrase it keeps them, encrypted.")),
		named(words.L("Passphrase"), "", o.phrase), named(words.L("Passphrase again"), "", o.again), o.fault.Label), 36)
	if then != nil {
		o.dialog.OnClosed = then
	}
	without := kit.NewButton(words.L("Keep none"), func() {
		t.win.session.Projects().DeclinePassphrase()
		o.dialog.Close()
	})
	set := kit.NewButton(words.L("Set passphrase"), o.set)
	o.dialog.First, o.dialog.Default = o.phrase, without // nothing is typed yet
	o.phrase.OnTyped(func(typed string) { o.dialog.SetDefault(map[bool]*kit.Button{true: without, false: set}[typed == ""]) })
	o.dialog.Show(without, without, set)
}

// set takes what was typed the same twice.
func (o *passphraseOffer) set() {
	focus := o.projects.win.window.Canvas().Focus
	switch {
	case o.phrase.Text == "":
		o.fault.show(o.dialog, words.L("Type a passphrase, or keep none."))
		focus(o.phrase)
	case o.phrase.Text != o.again.Text:
		o.fault.show(o.dialog, words.L("The two passphrases differ."))
		o.again.SetValue("")
		focus(o.again)
	default:
		o.keep(o.phrase.Text)
	}
}

// keep saves the project with the sign-in under a passphrase.
func (o *passphraseOffer) keep(passphrase string) {
	w := o.projects.win
	save := func(ctx context.Context) error {
		if err := w.session.Projects().SetPassphrase(passphrase); err != nil {
			return err
		}
		return w.session.Projects().Save(ctx)
	}
	w.dialogs.whileWaiting(words.L("Save"), w.session.Snapshot().Project.Path, save, func(err error) {
		if err != nil {
			o.fault.show(o.dialog, words.OfError(err).Sentence)
			return
		}
		o.phrase.SetValue("")
		o.again.SetValue("")
		w.redraw()
		o.dialog.Close()
	})
}
