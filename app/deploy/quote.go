package deploy

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// BashWord returns a text as one word of a POSIX shell.
func BashWord(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// bashPrompt returns a text that is shown as one word of bash, in ASCII: what is pasted
// into a shell whose locale is not UTF-8 has other bytes taken for keys, and such bytes
// written as octal escapes reach the terminal as they are. A no-break space serves
// nobody there.
func bashPrompt(text string) string {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return BashWord(text)
	}
	var b strings.Builder
	for _, c := range []byte(text) {
		switch {
		case c > unicode.MaxASCII:
			fmt.Fprintf(&b, `\%03o`, c)
		case c == '\'' || c == '\\':
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteByte(c)
		}
	}
	return "$'" + b.String() + "'"
}

// PowerShellWord returns a text as one word of PowerShell, to which the
// typographic quotes are quotes too.
func PowerShellWord(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
		if strings.ContainsRune("'‘’‚‛", r) {
			b.WriteRune(r)
		}
	}
	return "'" + b.String() + "'"
}

// scalar returns a text as JSON has it, which is YAML too.
func scalar(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string
	}
	return string(data)
}
