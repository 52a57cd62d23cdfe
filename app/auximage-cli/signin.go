package main

import (
	"auximage/app/cmdline"
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
type signIn struct {
	line    *cmdline.Line
	session *session.Session
}

// authenticate takes the account of the line, or the one that was last used in the
// window at the registry and, there, in the namespace. Without a password its
// token is in the keyring. Where there is no account, the container tools may
// have one.
func (s signIn) authenticate(ctx context.Context, stdin io.Reader) error {
	if done, err := cloudFill(s).signInFromCloud(ctx); done || err != nil {
		return err
	}
	now := s.session.Snapshot()
	user := s.projectUser(now)
	if user != "" && !s.line.GivesPassword() {
		return nil
	}
	if user = cmp.Or(user, s.line.User); user == "" && s.line.SignIn == "" {
		user = lastUser(now.Accounts, now.Form.Target)
	}
	if user == "" {
		if s.line.GivesPassword() {
			return report.Fault(codeWhosePassword, nil, report.Args{"Host": now.Form.Target.Host})
		}
		s.session.Edit(func(f *form.Form) { f.SignIn = cmp.Or(s.line.SignIn, form.ByTools) })
		return nil
	}
	s.session.Edit(func(f *form.Form) { f.SignIn = form.ByAccount })
	s.session.Edit(func(f *form.Form) { f.SetUser(user) })
	if !s.line.GivesPassword() {
		s.session.Accounts().LookUp()
	}
	if !s.line.PasswordStdin {
		return nil
	}
	password, err := readStream(ctx, stdin)
	if err != nil {
		return err
	}
	s.session.Accounts().SetToken(password)
	return nil
}

// fallBack has the container tools sign in where no flag says who, and the
// account that the window remembers has no token here: a server has no keyring.
// It returns what there is to say about it, nil where it did nothing.
func (s signIn) fallBack() *report.Finding {
	filled := s.session.Snapshot().Form
	if s.line.User != "" || s.line.SignIn != "" || s.line.GivesPassword() || filled.SignIn != form.ByAccount || s.session.Accounts().HasToken() {
		return nil
	}
	s.session.Edit(func(f *form.Form) { f.SignIn = form.ByTools })
	return &report.Finding{Code: codeToolsSignIn, Severity: report.Warning, Args: report.Args{"Host": filled.Target.Host, "User": filled.User}}
}

// lacks returns that the line names a user whose password is not here, nil where it
// names none or that is here: nobody would be told so by a registry.
func (s signIn) lacks() error {
	if s.line.User == "" || s.session.Accounts().HasToken() {
		return nil
	}
	f := s.session.Snapshot().Form
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
func (s signIn) projectUser(now session.Snapshot) string {
	f := now.Form
	if s.line.Project == "" || s.line.User != "" || s.line.SignIn != "" || f.SignIn != form.ByAccount || !s.line.GivesPassword() && now.TokenKept == accounts.Nowhere {
		return ""
	}
	return f.User
}
