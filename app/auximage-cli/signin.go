package main

import (
	"cmp"
	"context"
	"io"

	"auximage/app/session"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// signIn takes the account of the options, or the one that was last used in the
// window at the registry and, there, in the namespace. Without a password its
// token is in the keyring. Where there is no account, the container tools may
// have one.
func (o options) signIn(ctx context.Context, s *session.Session, stdin io.Reader) error {
	if own := o.ownUser(s.Snapshot()); own != "" {
		if !o.GivesPassword() {
			return nil
		}
		o.User = own
	}
	now := s.Snapshot()
	if o.User == "" && o.SignIn == "" {
		o.User = known(now.Accounts, now.Form.Target)
	}
	if o.User == "" {
		if o.GivesPassword() {
			return report.Fault(codeWhosePassword, nil, report.Args{"Host": now.Form.Target.Host})
		}
		s.Edit(func(f *session.Form) { f.SignIn = cmp.Or(o.SignIn, session.ByTools) })
		return nil
	}
	s.Edit(func(f *session.Form) { f.SignIn = session.ByAccount })
	s.SetUser(o.User)
	if !o.GivesPassword() {
		s.LookUpToken()
	}
	if !o.PasswordStdin {
		return nil
	}
	password, err := readStream(ctx, stdin)
	if err != nil {
		return err
	}
	s.SetToken(password)
	return nil
}

// fallBack has the container tools sign in where no flag says who, and the
// account that the window remembers has no token here: a server has no keyring.
// It returns what there is to say about it, nil where it did nothing.
func (o options) fallBack(s *session.Session) *report.Finding {
	form := s.Snapshot().Form
	if o.User != "" || o.SignIn != "" || o.GivesPassword() || form.SignIn != session.ByAccount || s.HasToken() {
		return nil
	}
	s.Edit(func(f *session.Form) { f.SignIn = session.ByTools })
	return &report.Finding{Code: codeToolsSignIn, Severity: report.Warning, Args: report.Args{"Host": form.Target.Host, "User": form.User}}
}

// known returns the user of the account that was last used at a registry, of
// those in the target's namespace first; empty when there is none.
func known(accounts []session.Account, target ocir.Parts) string {
	user := ""
	for _, a := range accounts {
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

// ownUser returns the project's own user when no flag names another and the
// password is known or given, empty otherwise.
func (o *options) ownUser(now session.Snapshot) string {
	f := now.Form
	if o.Project == "" || o.User != "" || o.SignIn != "" || f.SignIn != session.ByAccount || !o.GivesPassword() && now.TokenKept == session.TokenNowhere {
		return ""
	}
	return f.User
}
