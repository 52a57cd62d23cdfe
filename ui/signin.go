package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// signInSection says as whom a push signs in.
type signInSection struct {
	*fyne.Container
	win      *Window
	mode     *radio
	account  *fyne.Container // shown for ByAccount
	accounts *choose
	forget   *button
	known    []session.Account
	others   *fyne.Container // shown when there is more than one
	user     *field
	form     *radio
	token    *field
	domain   *field // of DomainUser
	keep     *check
	check    *button
	result   *text
	forms    *fyne.Container // other forms of the user name, after a refusal
	offered  []string
}

func newSignInSection(w *Window) *signInSection {
	t := &signInSection{win: w}
	t.mode = newRadio([]string{string(session.ByAccount), string(session.ByTools), string(session.ByNobody)},
		[]string{words.L("This account"), "", words.L("None")},
		func(v string) { w.session.Edit(func(f *session.Form) { f.SignIn = session.SignInMode(v) }) })
	user := newEntry(func(s string) { w.session.SetUser(s) })
	user.left = w.redraw
	user.PlaceHolder = example("tenancynamespace/lab.user@oracle.com")
	t.user = newField(session.FieldUser, words.L("Auxiliary Image Registry Push Username"), "", user)
	t.form = newRadio([]string{string(session.LocalUser), string(session.FederatedUser), string(session.DomainUser)},
		[]string{words.L("Local"), words.L("Federated"), words.L("Identity domain")},
		func(v string) { w.session.SetUserForm(session.UserForm(v)) })
	domain := newEntry(func(s string) {
		w.session.Edit(func(f *session.Form) { f.Domain = s })
		w.session.SetUserForm(session.DomainUser)
	})
	domain.left = w.redraw
	t.domain = newField("", words.L("Name of the identity domain"), "", domain)
	token := newPasswordEntry()
	token.left = func() { t.keepToken(); w.redraw() }
	t.token = newField(session.FieldToken, words.L("Auxiliary Image Registry Push Password (auth token)"), "", token)
	t.keep = newCheck(words.L("Keep in the system keyring"),
		func(on bool) { w.session.Edit(func(f *session.Form) { f.KeepToken = on }) })
	t.accounts = newChoose(nil, nil, t.useAccount)
	t.accounts.PlaceHolder = words.L("Accounts used before")
	t.forget = newButton(words.L("Forget this account"), func() {
		f := w.session.Snapshot().Form
		w.session.Forget(session.Account{Host: f.Target.Host, User: f.User})
	})
	t.others = vertical(0, framed(t.accounts))
	t.check = newButton(words.L("Check sign-in"), func() { w.startOrStop(session.ActCheckSignIn) })
	t.result = paragraph("")
	t.forms = inFlow(2)
	t.forms.Hide()
	half := []float32{1, 1}
	t.account = vertical(1, sideBySide(half, t.user.Container, t.token.Container),
		sideBySide(half, padded(0, 1, t.form.Container), t.keep),
		t.domain.Container)
	t.Container = vertical(2, t.mode.Container, t.others, t.account,
		sideBySide([]float32{0, 0, 1}, vertical(0, t.check), vertical(0, t.forget), padded(0, 2, t.result)), t.forms)
	return t
}

// progress tells whether a push can sign in, as far as that is known.
func (t *signInSection) progress(s session.Snapshot) progress {
	switch {
	case s.SignedIn != nil && s.SignedIn.Finding.Severity == report.Error:
		return faulty
	case s.Form.SignIn == session.ByTools || s.Form.SignIn == session.ByNobody:
		return done
	}
	return reached(s.Form.User != "" && s.TokenKept != session.TokenNowhere, s, session.FieldUser, session.FieldToken)
}

// keepToken hands a typed token to the session, which keeps it; the entry
// forgets it then.
func (t *signInSection) keepToken() {
	if s := t.token.entry.Text; s != "" {
		t.token.entry.set("")
		t.win.session.SetToken(s)
	}
}

func (t *signInSection) useAccount(value string) {
	for _, a := range t.known {
		if accountName(a) == value {
			t.win.session.UseAccount(a)
		}
	}
}

func accountName(a session.Account) string { return a.User + " – " + a.Host }

func (t *signInSection) draw(s session.Snapshot) {
	mode := s.Form.SignIn
	if mode == "" {
		mode = session.ByAccount
	}
	host := s.Form.Target.Host
	if host == "" {
		host = words.L("the registry")
	}
	t.mode.options[1].setLabel(words.L("What Docker or Podman has for {{.Host}}", map[string]any{"Host": host}))
	t.mode.show(string(mode))
	shown(t.account, mode == session.ByAccount)
	form := s.Form.UserForm
	if form == "" {
		form = session.LocalUser
	}
	t.form.show(string(form))
	t.domain.draw(s, s.Form.Domain)
	shown(t.form.Container, oracles(s.Form))
	shown(t.domain.Container, oracles(s.Form) && form == session.DomainUser)
	t.user.draw(s, s.Form.User)
	t.drawToken(s)
	t.drawAccounts(s, mode)
	t.drawResult(s)
}

func (t *signInSection) drawToken(s session.Snapshot) {
	t.keep.show(s.Form.KeepToken)
	help, held := words.L("Made in the Oracle Cloud console: your profile, Auth tokens. It is not your password."), ""
	switch s.TokenKept {
	case session.TokenKeyring:
		help, held = words.L("Kept in the system keyring."), "••••••••••••••••"
	case session.TokenThisRun:
		help, held = words.L("Kept until the program ends."), "••••••••••••••••"
		if s.Form.KeepToken {
			help = words.L("There is no usable keyring: kept until the program ends.")
		}
	}
	t.token.hint.help = help
	if t.token.entry.PlaceHolder != held {
		t.token.entry.SetPlaceHolder(held)
	}
	t.token.draw(s, t.token.entry.Text) // a snapshot holds no secret
}

func (t *signInSection) drawAccounts(s session.Snapshot, mode session.SignInMode) {
	t.known = s.Accounts
	var names []string
	for _, a := range s.Accounts {
		names = append(names, accountName(a))
	}
	t.accounts.values = names
	t.accounts.Options = names
	shown(t.others, mode == session.ByAccount && len(names) > 1)
	now := session.Account{Host: s.Form.Target.Host, User: s.Form.User}
	t.accounts.show(accountName(now))
	shown(t.forget, mode == session.ByAccount && slices.Contains(s.Accounts, now))
}

func (t *signInSection) drawResult(s session.Snapshot) {
	var forms []string
	drawStoppable(t.check, s, session.ActCheckSignIn, words.L("Check sign-in"))
	switch {
	case s.Job != nil && s.Job.Action == session.ActCheckSignIn:
		t.result.set(words.L("Checking…"), colorMuted)
	case s.SignedIn != nil:
		m := words.Of(s.SignedIn.Finding)
		color := theme.ColorNameSuccess
		if s.SignedIn.Finding.Severity != report.Info {
			color = severityColor(s.SignedIn.Finding.Severity)
		}
		message := m.Sentence
		if m.Next != "" {
			message += " " + m.Next
		}
		t.result.set(message, color)
		forms = s.SignedIn.Forms
	default:
		t.result.set("", colorMuted)
	}
	t.drawForms(forms)
}

// drawForms offers other forms of the user name: one try a click.
func (t *signInSection) drawForms(forms []string) {
	if sameStrings(t.offered, forms) {
		return
	}
	t.offered = forms
	shown(t.forms, len(forms) > 0)
	t.forms.RemoveAll()
	for _, f := range forms {
		t.forms.Add(newButton(words.L("Try {{.User}}", map[string]any{"User": f}), func() {
			t.win.session.SetUser(f)
			t.win.start(session.ActCheckSignIn)
		}))
	}
}
