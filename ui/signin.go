package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// signInSection says as whom a push signs in.
type signInSection struct {
	*fyne.Container
	win           *Window
	mode          *kit.RadioGroup
	account       *fyne.Container // shown for ByAccount
	accounts      *kit.Dropdown
	forget        *kit.Button
	known         []accounts.Account
	forgotten     string          // the user that was forgotten last, until another one is at hand; empty for none
	left          string          // of its name in the form then
	begun, listed bool            // drawn once; with the list of accounts
	others        *fyne.Container // shown when there is one
	user          *field
	form          *kit.RadioGroup
	token         *field
	typed         *tokenEntry     // of token
	replace       *kit.Button     // types another token than the keyring's; shown for one from there
	beside        *fyne.Container // the token's entry and that
	domain        *field          // of DomainUser
	keep          *kit.Checkbox
	remedy        *fyne.Container // of what a check found
	mended        report.Code     // that the remedy is for
	check         *kit.Button
	result        *kit.Label
	answer        *fyne.Container // all that a check came to
	outcome       *fyne.Container // the button with its result
	next          *kit.Label      // what to do about it
	move          *kit.Button     // makes the user name the password; shown for a token
	advice        *advice
	forms         *fyne.Container // other forms of the user name, after a refusal
	offered       []string
}

func newSignInSection(w *Window) *signInSection {
	t := &signInSection{win: w}
	t.mode = kit.NewRadioGroup([]string{string(form.ByAccount), string(form.ByTools), string(form.ByNobody)},
		[]string{words.L("This account"), "", words.L("None")},
		func(v string) { w.session.Edit(func(f *form.Form) { f.SignIn = form.SignInMode(v) }) })
	t.makeUser()
	t.makeToken()
	t.makeAccounts()
	t.makeCheck()
	t.advice = newAdvice(w)
	t.answer = kit.Column(2, t.outcome, kit.AtLeast(nextLine, t.next), t.remedy, t.forms, t.advice.Container)
	t.Container = kit.Column(2, t.mode.Container, t.others, t.account, t.answer)
	return t
}

// exampleUser is a user name of a tenancy.
const exampleUser = "tenancynamespace/lab.user@oracle.com"

// makeUser makes the fields of the user's name.
func (t *signInSection) makeUser() {
	w := t.win
	user := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { f.SetUser(s) }) })
	user.OnLeft = w.redraw
	user.Selects = func(name string) (from, to int) {
		if strings.HasSuffix(name, "/") { // proposed, for the rest to be typed
			return len([]rune(name)), len([]rune(name))
		}
		return toReplace(name)
	}
	user.PlaceHolder = example(exampleUser)
	t.user = newField(form.FieldUser, words.L("Auxiliary Image Registry Push Username"), "", user).offering(func(name string) {
		w.session.Edit(func(f *form.Form) { f.SetUser(name) })
		w.redraw()
	})
	t.form = kit.NewRadioGroup([]string{string(form.LocalUser), string(form.FederatedUser), string(form.DomainUser)},
		[]string{words.L("Local"), words.L("Federated"), words.L("Identity domain")},
		func(v string) { w.session.Edit(func(f *form.Form) { f.SetUserForm(form.UserForm(v)) }) })
	domain := kit.NewEntry(func(s string) {
		w.session.Edit(func(f *form.Form) { f.Domain = s })
		w.session.Edit(func(f *form.Form) { f.SetUserForm(form.DomainUser) })
	})
	domain.OnLeft = w.redraw
	t.domain = newField("", words.L("Name of the identity domain"), "", domain)
}

// makeToken makes the field of the token, and what can be done with it.
func (t *signInSection) makeToken() {
	w := t.win
	t.typed = newTokenEntry(w, w.session.Accounts().Typed, func(token string) {
		w.session.Accounts().SetToken(token)
		w.view.lab.refused = false // it was another one
	})
	t.typed.OnTyped(func(token string) { w.session.Accounts().Typing(token != t.typed.shown && token != "") })
	t.token = newField(form.FieldToken, words.L("Auxiliary Image Registry Push Password (auth token)"), "", t.typed.Entry)
	t.token.hint.Room = []string{t.tokenFrom()}
	t.replace = kit.NewButton(words.L("Replace the token"), func() {
		w.window.Canvas().Focus(t.typed.Entry)
		w.redraw()
	})
	t.beside = kit.Row([]float32{1, 0}, t.typed.Entry, t.replace)
	t.token.Objects[1] = t.beside
	t.keep = kit.NewCheckbox(words.L("Keep in the system keyring"),
		func(on bool) { w.session.Edit(func(f *form.Form) { f.KeepToken = on }) })
	t.move = kit.NewButton(words.L("Use it as the password"), func() {
		w.session.Accounts().TokenFromUser()
		w.redraw()
		w.window.Canvas().Focus(t.user.entry) // which is to be typed now
	})
}

// tokenFrom says where the token comes from.
func (t *signInSection) tokenFrom() string {
	if t.win.options.DemoToken != "" {
		return tryOut{t.win}.account()
	}
	return words.L("Made in the Oracle Cloud console: your profile, Auth tokens. It is not your password.")
}

// makeAccounts puts the fields of an account together, with the accounts that were
// used before.
func (t *signInSection) makeAccounts() {
	t.accounts = kit.NewDropdown(nil, nil, t.useAccount)
	t.accounts.PlaceHolder = words.L("Accounts used before")
	t.forget = kit.NewButton(words.L("Forget this account"), t.askForget)
	t.others = kit.Column(0, kit.Framed(t.accounts))
	wide := []float32{6, 5} // a federated user's name is long
	t.account = kit.Column(1, kit.Row(wide, t.user.Container, t.token.Container), kit.Flow(0, t.move),
		kit.Row(wide, kit.Padded(0, 1, t.form.Container), kit.Flow(0, t.keep)),
		t.domain.Container)
}

// askForget forgets the account once a person says so: nobody shows its token again.
func (t *signInSection) askForget() {
	f := t.win.session.Snapshot().Form
	t.win.dialogs.warn(words.L("Forget this account"),
		words.L("{{.User}} and its token are deleted from this computer; at {{.Host}} both stay as they are.", map[string]any{"User": f.User, "Host": f.Target.Host}),
		answer{words.L("Forget this account"), func() {
			t.win.session.Accounts().Forget(f.Account())
			t.forgotten, t.left = f.User, t.win.session.Snapshot().Form.User
			t.win.redraw()
			t.win.window.Canvas().Focus(t.user.entry)
		}})
}

// makeCheck makes the check of the sign-in and its result.
func (t *signInSection) makeCheck() {
	t.check = kit.NewButton(words.L("Check sign-in"), func() { t.win.actions.startOrStop(session.ActCheckSignIn) })
	t.result, t.next = kit.Paragraph(""), kit.Muted("")
	t.outcome = kit.AtLeast(resultLines, kit.Row([]float32{0, 0, 1}, kit.Column(0, t.check), kit.Column(0, t.forget), kit.Padded(0, 2, t.result)))
	t.forms = kit.Flow(2)
	t.forms.Hide()
	t.remedy = kit.Flow(0)
	t.remedy.Hide()
}

// resultLines and nextLine are the heights, in text sizes, that are kept for the result
// beside the buttons and for what is to be done about it: two lines and one, so that
// the lists below do not jump.
const (
	resultLines = 3.8
	nextLine    = 1.4
)

// progress tells whether a registry has accepted the sign-in.
func (t *signInSection) progress(s session.Snapshot) kit.StepState {
	switch {
	case s.SignedIn != nil && s.SignedIn.Finding.Severity == report.Error:
		return kit.Faulty
	case s.Form.SignIn == form.ByTools || s.Form.SignIn == form.ByNobody:
		return reached(signInAccepted(s), s)
	}
	return reached(signInAccepted(s), s, form.FieldUser, form.FieldToken)
}

func (t *signInSection) useAccount(value string) {
	for _, a := range t.known {
		if accountName(a) == value {
			t.win.session.Accounts().Use(a)
		}
	}
}

func accountName(a accounts.Account) string { return a.User + " – " + a.Host }

func (t *signInSection) draw(s session.Snapshot) {
	mode := cmp.Or(s.Form.SignIn, form.ByAccount)
	t.mode.Options[1].SetLabel(words.L("What Docker or Podman has for {{.Host}}", map[string]any{"Host": registryName(s)}))
	t.mode.ShowValue(string(mode))
	kit.SetVisible(t.account, mode == form.ByAccount)
	filled := cmp.Or(s.Form.UserForm, form.LocalUser)
	t.form.ShowValue(string(filled))
	t.domain.draw(s, s.Form.Domain)
	kit.SetVisible(t.form.Container, oracles(s.Form))
	kit.SetVisible(t.domain.Container, oracles(s.Form) && filled == form.DomainUser)
	t.user.draw(s, s.Form.User)
	kit.SetVisible(t.move, s.Fields[form.FieldUser].Code == ocir.CodeUserIsToken)
	t.drawToken(s)
	t.drawAccounts(s, mode)
	t.drawResult(s)
}

// registryName returns the host of the form's registry, or the bare word while there is
// none to have an account at: one of the lab's placeholders, or no host at all.
func registryName(s session.Snapshot) string {
	if host := s.Form.Target.Host; host != "" && good(s, form.FieldRegion) {
		return host
	}
	return words.L("the registry")
}

func (t *signInSection) drawToken(s session.Snapshot) {
	t.keep.ShowValue(s.Form.KeepToken && !s.NoKeyring())
	if s.NoKeyring() {
		t.keep.Disable()
	} else {
		t.keep.Enable()
	}
	t.typed.draw(placeholderOf(s.TokenKept))
	help := keptWhere(s)
	if s.TokenKept == accounts.InKeyring && t.typed.isReplacing() {
		help = words.L("The one in the system keyring stays until the registry has accepted another.")
	}
	if oracles(s.Form) && s.TokenKept == accounts.Nowhere {
		help = words.Sentences(t.tokenFrom(), help)
	}
	t.token.hint.help = help
	if kept := s.TokenKept == accounts.InKeyring; kept != t.replace.Visible() {
		kit.SetVisible(t.replace, kept)
		t.beside.Refresh()
	}
	t.token.draw(s, t.typed.typed()) // a snapshot holds no secret
	if checkedAs(s, registry.CodeRefused) {
		t.token.entry.MarkWrong(true)
		t.token.hint.Set(words.Of(s.SignedIn.Finding).Sentence, theme.ColorNameError)
	}
}

func (t *signInSection) drawAccounts(s session.Snapshot, mode form.SignInMode) {
	t.known = s.Accounts
	var names []string
	for _, a := range s.Accounts {
		names = append(names, accountName(a))
	}
	t.accounts.Values = names
	t.accounts.Options = names
	now := s.Form.Account()
	if !t.begun || s.Form.Tag == "" { // at a start, where the list moves nothing that is in use
		t.begun, t.listed = true, slices.ContainsFunc(s.Accounts, func(a accounts.Account) bool { return a != now })
	}
	kit.SetVisible(t.others, mode == form.ByAccount && t.listed && len(names) > 0)
	t.accounts.ShowValue(accountName(now))
	if known := mode == form.ByAccount && slices.Contains(s.Accounts, now); known != t.forget.Visible() {
		kit.SetVisible(t.forget, known)
		t.outcome.Refresh() // the result stands beside it
	}
}

func (t *signInSection) drawResult(s session.Snapshot) {
	var forms []string
	drawStoppable(t.check, t.outcome, s, session.ActCheckSignIn, words.L("Check sign-in"))
	if s.Form.User != t.left || s.SignedIn != nil || s.Job != nil {
		t.forgotten = "" // another one is at hand
	}
	next, refused := "", s.SignedIn != nil && s.Job == nil && tryOut{t.win}.refused(s.SignedIn.Finding)
	switch {
	case s.Job != nil && s.Job.Action == session.ActCheckSignIn:
		t.result.Set(checking(s.Job), kit.ColorMuted)
	case s.SignedIn != nil:
		m := words.Of(s.SignedIn.Finding)
		color := theme.ColorNameSuccess
		if s.SignedIn.Finding.Severity != report.Info {
			color = severityColor(s.SignedIn.Finding.Severity)
		}
		t.result.Set(m.Sentence, color)
		next, forms = tryOut{t.win}.next(s.SignedIn.Finding, m.Next), s.SignedIn.Forms
		if refused {
			next, forms = tryOut{t.win}.account(), nil
		}
	case t.forgotten != "":
		t.result.Set(words.L("Forgotten: {{.User}}", map[string]any{"User": t.forgotten}), kit.ColorMuted)
	default:
		t.result.Set("", kit.ColorMuted)
	}
	t.next.SetText(next)
	t.drawRemedy(s)
	t.drawForms(forms)
	t.advice.draw(s)
}

// drawRemedy offers what mends what the check found.
func (t *signInSection) drawRemedy(s session.Snapshot) {
	var found report.Finding
	if s.SignedIn != nil && s.Job == nil {
		found = s.SignedIn.Finding
	}
	if found.Code == t.mended {
		return
	}
	t.mended = found.Code
	t.remedy.RemoveAll()
	mends := remedyOf(t.win, found, func() {})
	if mends != nil {
		t.remedy.Add(mends)
	}
	kit.SetVisible(t.remedy, mends != nil)
}

// checking says that a check runs, and what holds it up.
func checking(j *session.Job) string { return pending(words.L("Checking…"), j.Waiting, j.Started) }

// drawForms offers other forms of the user name: one try a click.
func (t *signInSection) drawForms(forms []string) {
	if slices.Equal(t.offered, forms) {
		return
	}
	t.offered = forms
	kit.SetVisible(t.forms, len(forms) > 0)
	t.forms.RemoveAll()
	for _, user := range forms {
		t.forms.Add(kit.NewButton(words.L("Try {{.User}}", map[string]any{"User": user}), func() {
			t.win.session.Edit(func(f *form.Form) { f.SetUser(user) })
			t.win.actions.start(session.ActCheckSignIn)
		}))
	}
}
