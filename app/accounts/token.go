package accounts

import "cmp"

// Token is the secret of an account. Its value is written to no file.
type Token struct {
	Value string
	Place Place
	Typed bool // and not accepted by a registry yet: it is in no keyring

	owner Account // whom a registry has accepted it for; zero for one that none has
}

// Place says where a token is kept.
type Place string

// The places.
const (
	Nowhere   Place = ""
	InKeyring Place = "keyring"
	ThisRun   Place = "run"   // no usable keyring, or not to be kept
	Typed     Place = "typed" // in memory, until a registry has accepted it
)

// typed returns a token that no registry has seen.
func typed(value string) Token { return Token{Value: value, Place: Typed, Typed: true} }

// serves tells whether the token of an account may be tried for another one: one that
// was typed and not accepted yet, or that of the same user. Anybody else's would be sent
// in a wrong name.
func (t Token) serves(a, was Account) bool {
	return t.Typed && t.owner == Account{} || a.isUserOf(cmp.Or(t.owner, was))
}

// tried returns the token of an account as one to be tried for another one.
func (t Token) tried(was Account) Token {
	if !t.Typed {
		t.owner = was
	}
	t.Place, t.Typed = Typed, true
	return t
}
