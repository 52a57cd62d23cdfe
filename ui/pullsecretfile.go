package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// pullSecretFile writes the pull secrets with their tokens into a file.
type pullSecretFile struct {
	win *Window
	of  session.Deployment // of the image that is pulled
}

// pullLogin is a registry whose token is asked for.
type pullLogin struct {
	host        string
	user, token *kit.Entry
}

// ask asks for the tokens that are not known, and then for the file.
func (t pullSecretFile) ask() {
	t.win.auxiliary.signIn.typed.handOver()
	title := words.L("Save with the token…")
	var open []deploy.Account
	look := func(context.Context) error {
		why := t.of.PullSecretLacks()
		open = t.of.UnknownTokens()
		return why
	}
	t.win.dialogs.perform(title, t.win.options.Downloads, look, func() {
		if len(open) == 0 {
			t.choose(nil)
			return
		}
		t.askTokens(title, open)
	})
}

// askTokens asks for the tokens of registries; one that is not given has its place kept.
func (t pullSecretFile) askTokens(title string, open []deploy.Account) {
	var asked []pullLogin
	var first fyne.Focusable
	fields := kit.Column(3)
	for _, account := range open {
		l := pullLogin{account.Host, kit.NewEntry(nil), kit.NewPasswordEntry()}
		l.user.ShowValue(account.User)
		fields.Add(kit.Column(1, kit.Line(account.Host), kit.Row([]float32{1, 1},
			named(words.L("User name"), "", l.user), named(words.L("Password or token"), "", l.token))))
		asked = append(asked, l)
		if first == nil {
			first = l.first()
		}
	}
	body := kit.Column(3, kit.Paragraph(words.L("The cluster pulls from this registry too, and its token is not known here. It goes into the file alone; left empty, TOKEN stands in its place.")), fields)
	d := t.win.dialogs.New(title, body, 48)
	d.First, d.Note = first, kit.Paragraph("")
	d.Note.Color = theme.ColorNameError
	offer(d, words.L("Cancel"), kit.NewButton(words.L("Choose the file…"), func() {
		if t.marksNameless(d, asked) {
			return
		}
		var typed []session.PullLogin
		for _, l := range asked {
			typed = append(typed, session.PullLogin{Account: deploy.Account{Host: l.host, User: ocir.Clean(l.user.Text)}, Token: ocir.CleanToken(l.token.Text)})
			l.token.SetValue("")
		}
		d.Close()
		t.choose(typed)
	}))
}

// first returns the field to begin with: the first one that is empty.
func (l pullLogin) first() *kit.Entry {
	if l.user.Text == "" {
		return l.user
	}
	return l.token
}

// marksNameless leads to the first token that was given without whose it is, and tells
// whether there is one: a cluster could not pull with it.
func (t pullSecretFile) marksNameless(d *kit.Dialog, asked []pullLogin) bool {
	for _, l := range asked {
		nameless := ocir.Clean(l.user.Text) == "" && l.token.Text != ""
		if l.user.MarkWrong(nameless); nameless {
			d.Note.SetText(words.L("The user name for {{.Host}} is missing.", map[string]any{"Host": l.host}))
			t.win.window.Canvas().Focus(l.user)
			return true
		}
	}
	return false
}

// choose asks for the file and writes it.
func (t pullSecretFile) choose(typed []session.PullLogin) {
	t.win.browse(browsing{title: words.L("Save with the token…"), start: t.win.options.Downloads, endings: []string{".yaml"},
		save: "pull-secret.yaml",
		chosen: func(paths []string) {
			var notes []report.Finding
			save := func(ctx context.Context) (err error) {
				notes, err = t.of.SavePullSecret(ctx, paths[0], typed...)
				return err
			}
			t.win.dialogs.perform(words.L("Pull secret"), paths[0], save, func() { t.tellSaved(paths[0], notes) })
		}})
}

// tellSaved says what the file holds, and what brings it to the cluster.
func (t pullSecretFile) tellSaved(path string, notes []report.Finding) {
	body := kit.Column(3, kit.Paragraph(words.L("{{.Path}} holds these pull secrets: {{.Names}}. You alone can read it; delete it once the cluster has them.",
		map[string]any{"Path": path, "Names": strings.Join(t.of.About(t.win.session.Snapshot()).Deploy.PullSecretNames(), ", ")})))
	for _, note := range notes {
		body.Add(remark(note))
	}
	body.Add(t.win.clipboard.fact(words.L("The cluster gets it by this command:"), "kubectl apply -f "+deploy.BashWord(path)))
	t.win.dialogs.askWith(words.L("Pull secret"), body, answer{words.L("OK"), nil})
}
