package cmdline

import (
	"strings"

	"auximage/app/deploy"
)

// Shell says how a command line is written.
type Shell struct {
	quote    func(string) string
	newline  string // that goes on with the command
	password string // what hands the token to standard input
}

// The shells.
var (
	Bash = Shell{
		quote:    deploy.BashWord,
		newline:  " \\\n  ",
		password: `printf %s "$AUX_IMAGE_TOKEN" | `,
	}
	PowerShell = Shell{
		quote:    deploy.PowerShellWord,
		newline:  " `\n  ",
		password: "$env:AUX_IMAGE_TOKEN | ",
	}
)

// plain tells whether a word needs no quotes in any shell.
func plain(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+", r)
	})
}

// Word returns a text as one word, in quotes where it needs them.
func (sh Shell) Word(text string) string {
	if plain(text) {
		return text
	}
	return sh.quote(text)
}
