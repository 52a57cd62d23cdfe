package cmdline

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

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
		quote:    bashWord,
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

// bashWord returns a text as one word of bash. What does not show is written by its
// bytes, so that it does nothing to a terminal that the word is printed on.
func bashWord(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return deploy.BashWord(text)
	}
	var word strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case !unicode.IsPrint(r), r == utf8.RuneError && size == 1:
			for _, b := range []byte(text[:size]) {
				fmt.Fprintf(&word, `\x%02x`, b)
			}
		case r == '\'', r == '\\':
			word.WriteString(`\` + string(r))
		default:
			word.WriteRune(r)
		}
		text = text[size:]
	}
	return "$'" + word.String() + "'"
}
