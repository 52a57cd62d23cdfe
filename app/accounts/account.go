// Package accounts knows who signs in where.
//
// Memory is the one memory of a run: the accounts that were used, and the tokens
// that are known. It asks nobody. Keeper asks the system's keyring, in the
// background and one thing after the other, and changes the memory by what it hears.
// A token that no keyring takes stays in the memory, and goes with it.
package accounts

import (
	"slices"

	"auximage/imaging/ocir"
)

// Account is a sign-in that was used before.
type Account struct {
	Host string `json:"host"`
	User string `json:"user"`
}

// MaxKnown is how many accounts are remembered.
const MaxKnown = 20

func without(known []Account, a Account) []Account {
	return slices.DeleteFunc(slices.Clone(known), func(b Account) bool { return a == b })
}

// isUserOf tells whether two accounts are one user's, under two forms of the name: only
// Oracle's registry knows such.
func (a Account) isUserOf(b Account) bool {
	one, other := ocir.SplitUser(a.User), ocir.SplitUser(b.User)
	return a.Host == b.Host && ocir.IsHost(a.Host) && one.Name == other.Name && one.Namespace == other.Namespace
}
