package session

import (
	"context"
	"slices"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/keychain"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// maxAccounts is how many sign-ins are remembered.
const maxAccounts = 20

// vault keeps secrets by host and user: the system's keyring, or this run.
type vault interface {
	Get(ctx context.Context, host, user string) (secret string, place keychain.Place, err error)
	Set(ctx context.Context, host, user, secret string, keep bool) (keychain.Place, error)
	Forget(ctx context.Context, host, user string) error
	Reach(ctx context.Context) error
}

// token is the one that a push would use now.
type token struct {
	value string
	place TokenPlace
	typed bool // and not accepted by a registry yet: it is in no keyring
}

// SetToken takes the token of the current account. Once a registry has accepted
// it, it is kept, in the keyring when Form.KeepToken says so and one can be used:
// a wrong one replaces no good one. Empty forgets the one that is kept.
func (s *Session) SetToken(text string) {
	value := ocir.CleanToken(text)
	s.change(func(st *state) {
		a := st.form.Account()
		st.signedIn = nil
		if value == "" {
			st.token = token{}
			st.know(a, "")
			s.secrets.do(func(ctx context.Context) { s.forget(ctx, a) })
			return
		}
		st.console.hide(value)
		st.token = token{value: value, place: TokenTyped, typed: true}
	})
}

// TokenFromUser takes the user name for the token that was typed in its place.
func (s *Session) TokenFromUser() {
	text := s.Snapshot().Form.User
	if name := ocir.SplitUser(text).Name; form.IsToken(name) {
		text = name
	}
	s.Edit(func(f *form.Form) { f.SetUser("") })
	s.SetToken(text)
}

// SetBaseToken takes the token of the base's pull account, as SetToken does.
func (s *Session) SetBaseToken(text string) {
	value := ocir.CleanToken(text)
	s.change(func(st *state) {
		a := st.form.BaseAccount()
		if a.User == "" {
			return
		}
		if value == "" {
			st.know(a, "")
			s.secrets.do(func(ctx context.Context) { s.forget(ctx, a) })
			return
		}
		st.console.hide(value)
		st.tokens[a] = token{value: value, place: TokenTyped, typed: true}
	})
}

// know makes a secret the account's from now on, empty none, whatever the vault
// still has: that comes after the work before it.
func (st *state) know(a accounts.Account, secret string) {
	place := st.tokens[a].place
	if secret == "" || place == TokenNowhere {
		place = TokenThisRun
	}
	st.tokens[a] = token{value: secret, place: place}
}

// UseAccount fills host and user of an account that was used before.
func (s *Session) UseAccount(a accounts.Account) {
	s.change(func(st *state) {
		if st.form.Account() != a {
			st.token = token{} // another's token is not carried over
		}
	})
	s.Edit(func(f *form.Form) {
		f.SignIn = form.ByAccount
		f.SetPart(form.FieldRegion, a.Host)
		if namespace := ocir.SplitUser(a.User).Namespace; namespace != "" && ocir.IsHost(a.Host) {
			f.SetPart(form.FieldNamespace, namespace)
		}
		f.SetUser(a.User)
	})
}

// Forget removes an account and its token.
func (s *Session) Forget(a accounts.Account) {
	s.change(func(st *state) {
		st.accounts, st.unsaved = without(st.accounts, a), true
		st.know(a, "")
		if st.form.Account() == a {
			st.token = token{}
		}
		s.secrets.do(func(ctx context.Context) { s.forget(ctx, a) })
	})
}

// follow gives the form the token of the account that it names now: its own
// kept one; or the one at hand when a person typed it, or when only the user
// name changed, since a token serves its user under every form of the name.
func (s *Session) follow(st *state, was accounts.Account) {
	a := st.form.Account()
	if a == was {
		return
	}
	st.signedIn = nil
	if kept, ok := st.tokens[a]; ok && kept.value != "" {
		st.token = kept
		return
	}
	if st.token.value != "" && (st.token.typed || a.Host == was.Host) {
		st.token.place, st.token.typed = TokenTyped, true
		return
	}
	st.token = token{}
	if slices.Contains(st.accounts, a) {
		s.lookUp(st, a)
	}
}

// LookUpToken looks for the token of the form's account where it was kept,
// although the account is not one of those that this session knows.
func (s *Session) LookUpToken() {
	s.change(func(st *state) {
		if a := st.form.Account(); st.token.value == "" && st.loading != a {
			s.lookUp(st, a)
		}
	})
}

// HasToken tells whether the token of the form's account is here. One that is
// being looked up is waited for.
func (s *Session) HasToken() bool {
	s.secrets.wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.token.value != ""
}

func (s *Session) lookUp(st *state, a accounts.Account) {
	st.loading = a
	s.secrets.do(func(ctx context.Context) { s.load(ctx, a) })
}

// load looks a token up.
func (s *Session) load(ctx context.Context, a accounts.Account) {
	secret, place, err := s.vault.Get(ctx, a.Host, a.User)
	s.change(func(st *state) {
		st.heardOfKeyring(place, err)
		if st.loading == a {
			st.loading = accounts.Account{}
		}
		if _, newer := st.tokens[a]; newer || secret == "" {
			return
		}
		st.console.hide(secret)
		st.tokens[a] = token{value: secret, place: TokenPlace(place)}
		if st.form.Account() == a && st.token.value == "" {
			st.token = st.tokens[a]
		}
	})
}

// lookForKeyring notes whether there is a keyring, before anything is kept in it.
func (s *Session) lookForKeyring(ctx context.Context) {
	err := s.vault.Reach(ctx)
	s.change(func(st *state) { st.noKeyring = report.Has(err, keychain.CodeUnavailable) })
}

// heardOfKeyring takes what came of asking the keyring, and says what went wrong.
func (st *state) heardOfKeyring(place keychain.Place, err error) {
	if err != nil {
		st.log(err)
	}
	if place == keychain.Keyring || err != nil {
		st.noKeyring = report.Has(err, keychain.CodeUnavailable)
	}
}

// store keeps a token. One that is for this run only concerns the keyring only where the keyring had it: another program's run, or
// another window, may have its own there.
func (s *Session) store(ctx context.Context, a accounts.Account, secret string, keep bool) {
	s.mu.Lock()
	kept := s.state.tokens[a].place == TokenKeyring
	s.mu.Unlock()
	place, err := keychain.ThisRun, error(nil)
	if keep || kept {
		place, err = s.vault.Set(ctx, a.Host, a.User, secret, keep)
	}
	s.change(func(st *state) {
		st.heardOfKeyring(place, err)
		if st.tokens[a].value == secret { // none newer meanwhile
			st.tokens[a] = token{value: secret, place: TokenPlace(place)}
		}
		if st.form.Account() == a && st.token.value == secret {
			st.token = st.tokens[a]
		}
	})
}

func (s *Session) forget(ctx context.Context, a accounts.Account) {
	if err := s.vault.Forget(ctx, a.Host, a.User); err != nil {
		s.change(func(st *state) { st.log(err) })
	}
}

// credential is an account with the token that a job signs in with.
type credential struct {
	accounts.Account
	token string
}

// accepted remembers an account that a registry has let in, and keeps its token
// when it was typed for it. One that was typed since is another one.
func (s *Session) accepted(c credential) {
	s.change(func(st *state) {
		if c.User == "" || c.token == "" || form.IsToken(c.User) {
			return
		}
		t := st.tokens[c.Account]
		if st.form.Account() == c.Account && st.token.value == c.token {
			t = st.token
		}
		if t.value != c.token {
			return
		}
		st.accounts = append([]accounts.Account{c.Account}, without(st.accounts, c.Account)...)
		st.accounts = st.accounts[:min(len(st.accounts), maxAccounts)]
		st.unsaved = true
		if t.typed {
			s.keep(st, c)
		}
	})
}

// keep keeps a token where the person wants it.
func (s *Session) keep(st *state, c credential) {
	if st.form.Account() == c.Account {
		st.token.typed = false
	}
	keep := st.form.KeepToken
	st.know(c.Account, c.token)
	s.secrets.do(func(ctx context.Context) { s.store(ctx, c.Account, c.token, keep) })
}

func without(known []accounts.Account, a accounts.Account) []accounts.Account {
	return slices.DeleteFunc(slices.Clone(known), func(b accounts.Account) bool { return a == b })
}
