package ui

import (
	"auximage/app/accounts"
	"auximage/app/session"
	"auximage/app/words"
)

// keptWhere says where the token is kept, or will be: one sentence for each state that
// token and keyring can be in, empty while there is nothing to say.
func keptWhere(s session.Snapshot) string {
	wanted := s.Form.KeepToken
	switch {
	case s.TokenKept == accounts.InKeyring:
		return words.L("Kept in the system keyring.")
	case s.Keyring != nil && (wanted || s.TokenKept == accounts.Nowhere):
		return words.Of(*s.Keyring).String()
	case s.TokenKept == accounts.Nowhere:
		return ""
	case wanted:
		return words.L("Goes into the system keyring once the registry has accepted it.")
	}
	return words.L("Kept until the program ends.")
}
