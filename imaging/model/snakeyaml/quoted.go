package snakeyaml

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// quotedScalar scans a text in quotes.
type quotedScalar struct{ *scanner }

// scanQuoted scans a scalar in single or double quotes.
func (s quotedScalar) scanQuoted() {
	t := token{kind: scalar, at: s.mark(), style: singleQuoted}
	quote := s.char()
	if quote == '"' {
		t.style = doubleQuoted
	}
	s.forward(1)
	var text strings.Builder
	s.quotedWords(&text, quote)
	for s.char() != quote {
		s.quotedSpaces(&text, t.at)
		s.quotedWords(&text, quote)
	}
	s.forward(1)
	t.text = text.String()
	t.end = s.at
	s.queue = append(s.queue, t)
}

// quotedWords goes on to a blank, a line end or the closing quote.
func (s quotedScalar) quotedWords(text *strings.Builder, quote rune) {
	for c := s.char(); !blankOrBreak(c); c = s.char() {
		switch {
		case quote == '\'' && c == '\'' && s.after(1) == '\'':
			text.WriteByte('\'')
			s.forward(2)
		case c == quote:
			return
		case quote == '"' && c == '\\':
			s.escape(text)
		default:
			text.WriteRune(c)
			s.forward(1)
		}
	}
}

// escapes are the characters that one letter behind a backslash stands for
// (YAML 1.1, 5.6).
var escapes = map[rune]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': `"`, '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

// codeDigits is how many hexadecimal digits follow.
var codeDigits = map[rune]int{'x': 2, 'u': 4, 'U': 8}

// escape goes over a backslash and what it escapes.
func (s quotedScalar) escape(text *strings.Builder) {
	at := s.mark()
	s.forward(1)
	c := s.char()
	if meant, known := escapes[c]; known {
		text.WriteString(meant)
		s.forward(1)
	} else if digits, coded := codeDigits[c]; coded {
		s.forward(1)
		s.escapedCode(text, at, digits)
	} else if s.skipBreak() { // the line goes on in the next one
		text.WriteString(s.quotedBreaks(at))
	} else {
		s.fail(Escape, at, `\`+string(c))
	}
}

func (s quotedScalar) escapedCode(text *strings.Builder, at mark, digits int) {
	hex := string(s.text[s.at:min(s.at+digits, len(s.text))])
	code, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) < digits || code > utf8.MaxRune {
		s.fail(Escape, at, `\`+string(s.text[s.at-1:s.at])+hex)
	}
	text.WriteRune(rune(code))
	s.forward(digits)
}

// quotedSpaces goes over blanks and line ends within quotes; a line's own blanks
// at its end do not count.
func (s quotedScalar) quotedSpaces(text *strings.Builder, opened mark) {
	blanks := s.skip(blankOrTab)
	if s.char() == end {
		s.fail(OpenQuote, opened, "")
	}
	if first := s.lineEnd(); first != "" {
		blanks = fold(first, s.quotedBreaks(opened))
	}
	text.WriteString(blanks)
}

// quotedBreaks goes over empty lines and the blanks that the next one begins with.
func (s quotedScalar) quotedBreaks(opened mark) string {
	breaks := ""
	for {
		if (s.begins("---") || s.begins("...")) && blankOrBreak(s.after(3)) {
			s.fail(QuoteCut, opened, "")
		}
		s.skip(blankOrTab)
		more := s.lineEnd()
		if more == "" {
			return breaks
		}
		breaks += more
	}
}
