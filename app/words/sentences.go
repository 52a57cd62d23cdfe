package words

import "strings"

// Sentences returns sentences that follow each other, without the empty ones: with a
// space between them, and none behind a full-width stop, which brings its own (Requirements
// for Chinese Text Layout, https://www.w3.org/TR/clreq/; for Japanese, jlreq).
func Sentences(all ...string) string {
	var b strings.Builder
	for _, s := range all {
		if s != "" && b.Len() > 0 && !endsInFullWidth(b.String()) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

// endsInFullWidth tells whether a text ends in a stop that is as wide as a character.
func endsInFullWidth(text string) bool {
	for _, stop := range []string{"。", "！", "？"} {
		if strings.HasSuffix(text, stop) {
			return true
		}
	}
	return false
}
