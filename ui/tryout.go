package ui

import (
	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// tryOut knows what the try-out has of its own: the one account that its registry takes.
type tryOut struct{ win *Window }

// refused tells whether the try-out's registry did not take a sign-in: what is said then
// about accounts in Oracle Cloud is of no use here.
func (t tryOut) refused(err error) bool {
	return t.win.options.DemoToken != "" && report.Has(err, registry.CodeRefused, registry.CodeAnonymous)
}

// next says what comes of what its registry answered well: nobody has a Console there.
func (t tryOut) next(f report.Finding, next string) string {
	if t.win.options.DemoToken != "" && f.Code == registry.CodeSignedIn {
		return words.L("The push creates it.")
	}
	return next
}

// account says what to sign in with.
func (t tryOut) account() string {
	return words.L("In the try-out, the user name is {{.User}} and the auth token is {{.Token}}.",
		map[string]any{"User": t.win.options.DemoUser, "Token": t.win.options.DemoToken})
}

// button returns the button that fills the account in. It calls leaves first.
func (t tryOut) button(leaves func()) *kit.Button {
	return kit.NewButton(words.L("Fill them in"), func() {
		leaves()
		t.win.session.Edit(func(f *form.Form) { f.SignIn = form.ByAccount; f.SetUser(t.win.options.DemoUser) })
		t.win.session.Accounts().SetToken(t.win.options.DemoToken)
		t.win.redraw()
	})
}
