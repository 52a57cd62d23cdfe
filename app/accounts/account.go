// Package accounts knows who signs in where.
package accounts

// Account is a sign-in that was used before.
type Account struct {
	Host string `json:"host"`
	User string `json:"user"`
}
