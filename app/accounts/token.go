package accounts

// Token is the secret of an account. Its value is written to no file.
type Token struct {
	Value string
	Place Place
	Typed bool // and not accepted by a registry yet: it is in no keyring
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
