package session

import (
	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging/ocir"
)

// Accounts signs in: the form's account, the one that pulls the base, and the proxy's.
type Accounts struct{ session *Session }

// Accounts returns what signs in.
func (s *Session) Accounts() Accounts { return Accounts{s} }

// SetToken takes the token of the current account. Once a registry has accepted
// it, it is kept, in the keyring when Form.KeepToken says so and one can be used:
// a wrong one replaces no good one. Empty takes a typed one back; else it forgets the
// one that is kept.
func (a Accounts) SetToken(text string) {
	value := ocir.CleanToken(text)
	a.session.change(func(st *state) {
		st.typing = false
		st.signedIn = nil
		if value == "" {
			if st.accounts.Untype(st.form.Account()) {
				return
			}
			st.accounts.Drop()
			a.forget(st, st.form.Account())
			return
		}
		st.console.hide(value)
		st.accounts.Hold(value)
	})
}

// forget has nothing known of an account from now on.
func (a Accounts) forget(st *state, account accounts.Account) {
	st.accounts.Know(account, "")
	a.session.keeper.Forget(account)
}

// TokenFromUser takes the user name for the token that was typed in its place, and
// leaves of the name what can be proposed.
func (a Accounts) TokenFromUser() {
	text := a.session.Snapshot().Form.User
	if name := ocir.SplitUser(text).Name; form.IsToken(name) {
		text = name
	}
	a.session.Edit(func(f *form.Form) { f.ProposeUser() })
	a.SetToken(text)
}

// SetBaseToken takes the token of the base's pull account, as SetToken does.
func (a Accounts) SetBaseToken(text string) {
	value := ocir.CleanToken(text)
	a.session.change(func(st *state) {
		base := st.form.BaseAccount()
		switch {
		case base.User == "", value == "" && st.accounts.Untype(base):
		case value == "":
			a.forget(st, base)
		default:
			st.console.hide(value)
			st.accounts.Type(base, value)
		}
	})
}

// Typing says whether a person is typing a token of the form's account that SetToken is
// to follow for.
func (a Accounts) Typing(yes bool) {
	a.session.mu.Lock()
	same := a.session.state.typing == yes
	a.session.mu.Unlock()
	if !same {
		a.session.change(func(st *state) { st.typing = yes })
	}
}

// Typed returns the token of the form's account to whom it was typed by; empty for one
// that a registry has accepted, and for the registry's own of an hour.
func (a Accounts) Typed() string {
	return a.typed(func(f form.Form) accounts.Account { return f.Account() })
}

// TypedForBase returns the token of the base's pull account, as Typed does.
func (a Accounts) TypedForBase() string {
	return a.typed(func(f form.Form) accounts.Account { return f.BaseAccount() })
}

func (a Accounts) typed(of func(form.Form) accounts.Account) string {
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	account := of(a.session.state.form)
	if account.User == ocir.TokenUser {
		return ""
	}
	return a.session.state.accounts.Shown(account)
}

// SetProxyPassword keeps the proxy's password in the keyring.
func (a Accounts) SetProxyPassword(password string) {
	a.session.change(func(st *state) {
		proxy := st.preferences.ProxyAccount()
		if password == "" {
			a.forget(st, proxy)
			return
		}
		st.console.hide(password)
		a.session.keeper.Keep(&st.accounts, proxy, password, true)
	})
}

// Use fills host and user of an account that was used before into the form.
func (a Accounts) Use(account accounts.Account) {
	a.session.Edit(func(f *form.Form) {
		if f.Account() != account {
			a.session.state.accounts.Drop() // another's token is not carried over
		}
		f.SignIn = form.ByAccount
		f.SetPart(form.FieldRegion, account.Host)
		if namespace := ocir.SplitUser(account.User).Namespace; namespace != "" && ocir.IsHost(account.Host) {
			f.SetPart(form.FieldNamespace, namespace)
		}
		f.SetUser(account.User)
	})
}

// Forget removes an account and its token. Of its name in the form it leaves what can
// be proposed.
func (a Accounts) Forget(account accounts.Account) {
	a.session.change(func(st *state) {
		if account == st.form.Account() {
			st.signedIn = nil
		}
		st.accounts.Forget(account)
		st.unsaved = true
		a.session.keeper.Forget(account)
	})
	a.session.Edit(func(f *form.Form) {
		if f.Account() == account {
			f.ProposeUser()
		}
	})
}

// LookUp looks for the token of the form's account where it was kept, although the
// account is not one of those that this session knows.
func (a Accounts) LookUp() {
	a.session.change(func(st *state) {
		if st.accounts.Held().Value == "" && !st.accounts.Awaited() {
			a.session.keeper.LookUp(&st.accounts, st.form.Account())
		}
	})
}

// HasToken tells whether the token of the form's account is here. One that is
// being looked up is waited for.
func (a Accounts) HasToken() bool {
	a.session.keeper.Wait()
	a.session.mu.Lock()
	defer a.session.mu.Unlock()
	return a.session.state.accounts.Held().Value != ""
}

// follow gives the form the token of the account that it names now.
func (s *Session) follow(st *state) {
	account := st.form.Account()
	other, lookUp := st.accounts.Follow(account)
	if other {
		st.signedIn = nil
	}
	if lookUp {
		s.keeper.LookUp(&st.accounts, account)
	}
}

// heard takes what came of asking the keyring.
func (s *Session) heard(h accounts.Heard) {
	s.change(func(st *state) {
		if h.Err != nil {
			st.log(h.Err)
		}
		st.console.hide(h.Secret)
		h.Change(&st.accounts)
	})
}

// credential is an account with the token that a job signs in with.
type credential struct {
	accounts.Account
	token string
}

// accepted remembers an account that a registry has let in, and keeps its token
// when it was typed for it. One that was typed since is another one.
func (s *Session) accepted(c credential) {
	if c.User == "" || c.token == "" || form.IsToken(c.User) || c.User == ocir.TokenUser {
		return
	}
	s.change(func(st *state) {
		remembered, keep := st.accounts.Accept(c.Account, c.token)
		st.unsaved = st.unsaved || remembered
		if keep {
			s.keeper.Keep(&st.accounts, c.Account, c.token, st.form.KeepToken)
		}
	})
}
