package exchange

import (
	"strings"
	"unicode"
)

// Plain returns valid text for one line, in which nothing that others wrote moves
// a terminal's cursor, begins a line of its own or turns the text around: line
// ends and tabs become blanks, all other control characters (C0, DEL, C1) and
// those of bidirectional text U+FFFD.
func Plain(text string) string { return strings.Map(plain, valid(text)) }

// PlainLines is Plain for a text of several lines: line feeds stay.
func PlainLines(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return plain(r)
	}, strings.ReplaceAll(valid(text), "\r\n", "\n")))
}

func plain(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\v', r == '\f', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return unicode.ReplacementChar
	}
	return r
}

func valid(text string) string { return strings.ToValidUTF8(text, string(unicode.ReplacementChar)) }

// shortened returns a text of at most so many bytes, which ends in … where it
// was cut.
func shortened(text string, most int) string {
	const cut = "…"
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most-len(cut)], "") + cut
}
