// Package accounts knows who signs in where.
//
// Memory is the one memory of a run: the accounts that were used, and the tokens
// that are known. It asks nobody. Keeper asks the system's keyring, in the
// background and one thing after the other, and changes the memory by what it hears.
// A token that no keyring takes stays in the memory, and goes with it.
package accounts

import "slices"

// Account is a sign-in that was used before.
type Account struct {
	Host string `json:"host"`
	User string `json:"user"`
}

// maxKnown is how many accounts are remembered.
const maxKnown = 20

func without(known []Account, a Account) []Account {
	return slices.DeleteFunc(slices.Clone(known), func(b Account) bool { return a == b })
}
