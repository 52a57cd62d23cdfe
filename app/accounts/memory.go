package accounts

import (
	"slices"

	"auximage/app/keychain"
	"auximage/imaging/report"
)

// Memory is who signed in where, and the tokens that are known in this run. One
// account is the current one, whose token a push would use. The owner of a memory
// guards it.
type Memory struct {
	known   []Account // newest first; replaced, never changed
	tokens  map[Account]Token
	current Account
	held    Token   // of the current account
	asked   Account // whose token is being looked up

	keyring error // why it took or gave nothing when it was asked last; nil when it served
}

// Remember returns a memory of the accounts of an earlier run, newest first.
func Remember(known []Account) Memory { return Memory{known: known, tokens: map[Account]Token{}} }

// Known returns the accounts that a registry has let in, newest first.
func (m *Memory) Known() []Account { return m.known }

// Keyring returns why the keyring took or gave nothing when it was asked last, as a
// report.Finding; nil when it served, and before.
func (m *Memory) Keyring() error { return m.keyring }

// Held returns the token that a push would use now.
func (m *Memory) Held() Token { return m.held }

// Awaited tells whether the current account's token is being looked up.
func (m *Memory) Awaited() bool { return m.asked == m.current && m.asked != Account{} }

// Token returns the token of an account, and whether anything is known of it: that
// it has none is known too.
func (m *Memory) Token(a Account) (t Token, known bool) {
	if a == m.current && m.held.Value != "" {
		return m.held, true
	}
	t, known = m.tokens[a]
	return t, known
}

// Kept returns what is known of an account beside what is held of the current one.
func (m *Memory) Kept(a Account) Token { return m.tokens[a] }

// Hold makes a typed token the current account's, to be kept once a registry has
// accepted it.
func (m *Memory) Hold(value string) {
	m.held = typed(value)
	if report.Has(m.keyring, keychain.CodeTooBig) { // the one before was
		m.keyring = nil
	}
}

// Drop lets go of the current account's token, which stays where it is kept.
func (m *Memory) Drop() { m.held = Token{} }

// Untype lets go of a token that was typed and not accepted yet, so that the kept one
// counts again, and tells whether there was one.
func (m *Memory) Untype(a Account) bool {
	if a == m.current && m.held.Typed {
		m.held = m.tokens[a]
		return true
	}
	was := m.tokens[a].Typed
	if was {
		delete(m.tokens, a)
	}
	return was
}

// Place returns where the token of an account is, as far as that is known.
func (m *Memory) Place(a Account) Place {
	t, _ := m.Token(a)
	if t.Value == "" {
		return Nowhere
	}
	return t.Place
}

// Shown returns the token of an account that may be shown to whom it was typed by:
// empty for one that a registry has accepted, wherever it is kept.
func (m *Memory) Shown(a Account) string {
	if t, _ := m.Token(a); t.Typed && t.owner == (Account{}) {
		return t.Value
	}
	return ""
}

// Type takes a token that was typed for an account that is not the current one.
func (m *Memory) Type(a Account, value string) { m.tokens[a] = typed(value) }

// Know makes a secret the account's from now on, empty none, whatever the keyring
// still has: that comes after the work before it.
func (m *Memory) Know(a Account, secret string) {
	place := m.tokens[a].Place
	if secret == "" || place == Nowhere {
		place = ThisRun
	}
	m.tokens[a] = Token{Value: secret, Place: place}
}

// Forget removes an account and its token.
func (m *Memory) Forget(a Account) {
	m.known = without(m.known, a)
	m.Know(a, "")
	if a == m.current {
		m.Drop()
	}
}

// Follow makes another account the current one and gives it its own token; or the
// one at hand when a person typed it and no registry has accepted it yet, or when it is
// the same user's under another form of the name. It tells whether the account is
// another one, and whether its token is to be looked up.
func (m *Memory) Follow(a Account) (other, lookUp bool) {
	was := m.current
	if a == was {
		return false, false
	}
	m.current = a
	switch kept := m.tokens[a]; {
	case kept.Value != "":
		m.held = kept
	case m.held.Value != "" && m.held.serves(a, was):
		m.held = m.held.tried(was)
	default:
		m.held = Token{}
		return true, slices.Contains(m.known, a)
	}
	return true, false
}

// Accept remembers an account that a registry has let in with a token. It tells
// whether the account is remembered, which it is not with a token that was replaced
// since, and whether the token was typed and is to be kept now.
func (m *Memory) Accept(a Account, value string) (remembered, keep bool) {
	t := m.tokens[a]
	if a == m.current && m.held.Value == value {
		t = m.held
	}
	if t.Value != value {
		return false, false
	}
	m.known = append([]Account{a}, without(m.known, a)...)
	m.known = m.known[:min(len(m.known), MaxKnown)]
	return true, t.Typed
}
