package ui

import (
	"context"
	"path/filepath"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// secretDialog asks which key of which Kubernetes secret takes the place of a secret
// that stands in clear, and shows what that changes.
type secretDialog struct {
	win       *Window
	dialog    *kit.Dialog
	move      *session.SecretMove
	name, key *field
	rows      []diffRow
	list      *diffList
}

// moveSecret asks how the secret moves that a finding is about, where it can.
func moveSecret(w *Window, f report.Finding) {
	title := words.L("Move to a secret")
	var move *session.SecretMove
	w.dialogs.perform(title, f.File, func(context.Context) (err error) {
		move, err = session.PlanSecretMove(w.session, f)
		return err
	}, func() {
		openSecret(w, move)
	})
}

func openSecret(w *Window, move *session.SecretMove) *secretDialog {
	d := &secretDialog{win: w, move: move}
	d.name = newField("", words.L("Kubernetes secret"), "", kit.NewEntry(func(string) { d.draw() }))
	d.key = newField("", words.L("Key"), "", kit.NewEntry(func(string) { d.draw() }))
	d.name.entry.ShowValue(move.Name)
	d.name.entry.SelectsAll = true // another one is typed over it
	d.key.entry.ShowValue(move.Key)
	d.list = newChangingDiffList(func() []diffRow { return d.rows })
	top := kit.Column(3,
		kit.Paragraph(words.L("In a copy of {{.Name}} a token takes the place of the value; your own file stays as it is.", map[string]any{"Name": filepath.Base(move.File)})),
		kit.Row([]float32{3, 2}, d.name.Container, d.key.Container))
	d.dialog = w.dialogs.New(words.L("Move to a secret"), kit.Bordered(kit.Padded(0, 1, top), nil, nil, nil, kit.AtLeast(10, kit.NewPanel(d.list))), 60)
	d.dialog.First = d.name.entry
	d.draw()
	offer(d.dialog, words.L("Cancel"), kit.NewButton(words.L("Use the copy"), d.accept))
	return d
}

// draw shows the difference that the names make, and what is wrong with them; it
// tells whether nothing is.
func (d *secretDialog) draw() (good bool) {
	v, name, key := d.win.session.Snapshot().Deploy, d.name.entry.Text, d.key.entry.Text
	ofName, ofKey := v.CheckSecret(name), deploy.CheckKey(key)
	d.name.hint.help = words.L("In the cluster: {{.Name}}", map[string]any{"Name": v.InCluster(name)})
	d.name.entry.MarkWrong(d.name.hint.show(firstOf(ofName), false))
	d.key.entry.MarkWrong(d.key.hint.show(firstOf(ofKey), false))
	d.rows = []diffRow{{diff.Line{Text: filepath.Base(d.move.File)}, true}}
	for _, l := range d.move.Lines(name, key) {
		d.rows = append(d.rows, diffRow{Line: l})
	}
	d.list.Refresh()
	return len(ofName)+len(ofKey) == 0
}

func firstOf(found []report.Finding) *report.Finding {
	if len(found) == 0 {
		return nil
	}
	return &found[0]
}

// accept has the form use the copy, and shows what makes the secret.
func (d *secretDialog) accept() {
	if !d.draw() {
		return
	}
	name, key := d.name.entry.Text, d.key.entry.Text
	var path string
	d.win.dialogs.perform(d.dialog.Title.Text, d.move.File, func(ctx context.Context) (err error) {
		path, err = d.move.Perform(ctx, name, key)
		return err
	}, func() {
		d.dialog.Close()
		d.win.redraw()
		openSecretCommand(d.win, path, name, key)
	})
}

// openSecretCommand shows the command that makes the secret which a copy reads now.
func openSecretCommand(w *Window, path, name, key string) {
	title := words.L("Move to a secret")
	used := words.L("The form has {{.Path}} now in the place of your own file.", map[string]any{"Path": path})
	command := w.session.Snapshot().Deploy.SecretCommand(name, key)
	if command == "" { // its name depends on a variable
		w.dialogs.tell(title, used)
		return
	}
	help := words.L("Asks for the value and makes the secret in the cluster. One of that name that is there already is left as it is.")
	newTextsDialog(w, title, kit.Padded(0, 1, kit.Paragraph(used)), []copyable{
		{key: "bash", file: "secret.sh", label: "bash", help: help, text: func() string { return command }},
	}, textRoom).open("bash")
}
