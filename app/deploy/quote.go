package deploy

import (
	"encoding/json"
	"strings"
)

// BashWord returns a text as one word of a POSIX shell.
func BashWord(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

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
