package main

import (
	"cmp"
	"context"
	"io"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// signIn is how the line signs in.
type signIn struct{ job }

// authenticate takes the account of the line, or the one that was last used in the
// window at the registry and, there, in the namespace. Without a password its
// token is in the keyring. Where there is no account, the container tools may
// have one.
func (j signIn) authenticate(ctx context.Context, stdin io.Reader) error {
	if done, err := cloudFill(j).signInFromCloud(ctx); done || err != nil {
		return err
	}
	now := j.session.Snapshot()
	user := j.projectUser(now)
	if user != "" && !j.GivesPassword() {
		return nil
	}
	if user = cmp.Or(user, j.User); user == "" && j.SignIn == "" {
		user = lastUser(now.Accounts, now.Form.Target)
	}
	if user == "" {
		if j.GivesPassword() {
			return report.Fault(codeWhosePassword, nil, report.Args{"Host": now.Form.Target.Host})
		}
		j.session.Edit(func(f *form.Form) { f.SignIn = cmp.Or(j.SignIn, form.ByTools) })
		return nil
	}
	j.session.Edit(func(f *form.Form) { f.SignIn = form.ByAccount })
	j.session.Edit(func(f *form.Form) { f.SetUser(user) })
	if !j.GivesPassword() {
		j.session.Accounts().LookUp()
	}
	if !j.PasswordStdin {
		return nil
	}
	password, err := readStream(ctx, stdin)
	if err != nil {
		return err
	}
	j.session.Accounts().SetToken(password)
	return nil
}

// fallBack has the container tools sign in where no flag says who, and the
// account that the window remembers has no token here: a server has no keyring.
// It returns what there is to say about it, nil where it did nothing.
func (j signIn) fallBack() *report.Finding {
	filled := j.session.Snapshot().Form
	if j.User != "" || j.SignIn != "" || j.GivesPassword() || filled.SignIn != form.ByAccount || j.session.Accounts().HasToken() {
		return nil
	}
	j.session.Edit(func(f *form.Form) { f.SignIn = form.ByTools })
	return &report.Finding{Code: codeToolsSignIn, Severity: report.Warning, Args: report.Args{"Host": filled.Target.Host, "User": filled.User}}
}

// lacks returns that the line names a user whose password is not here, nil where it
// names none or that is here: nobody would be told so by a registry.
func (j signIn) lacks() error {
	if j.User == "" || j.session.Accounts().HasToken() {
		return nil
	}
	f := j.session.Snapshot().Form
	return report.Fault(session.CodeNoToken, nil, report.Args{"User": f.User, "Host": f.Target.Host})
}

// lastUser returns the user of the account that was last used at a registry, of
// those in the target's namespace first; empty when there is none.
func lastUser(known []accounts.Account, target ocir.Parts) string {
	user := ""
	for _, a := range known {
		switch {
		case a.Host != target.Host:
		case ocir.SplitUser(a.User).Namespace == target.Namespace:
			return a.User
		case user == "":
			user = a.User
		}
	}
	return user
}

// projectUser returns the project's own user when no flag names another and the
// password is known or given, empty otherwise.
func (j signIn) projectUser(now session.Snapshot) string {
	f := now.Form
	if j.Project == "" || j.User != "" || j.SignIn != "" || f.SignIn != form.ByAccount || !j.GivesPassword() && now.TokenKept == accounts.Nowhere {
		return ""
	}
	return f.User
}
