package snakeyaml

import (
	"strings"
)

// plainScalar scans a text without quotes.
type plainScalar struct{ *scanner }

// scanPlain scans a scalar without quotes. It ends before ": " and " #", before
// a flow indicator within [ and {, and where a line is left of its block.
func (s plainScalar) scanPlain() {
	t := token{kind: scalar, at: s.mark(), style: plain}
	var text strings.Builder
	spaces := ""
	for s.char() != '#' {
		word := s.skipWord()
		if word == "" {
			break
		}
		s.keyAllowed = false
		text.WriteString(spaces)
		text.WriteString(word)
		spaces = s.plainSpaces()
		if spaces == "" || s.flow == 0 && s.column <= s.indent {
			break
		}
	}
	t.text = text.String()
	t.end = s.at
	s.queue = append(s.queue, t)
}

// skipWord goes over what belongs to a plain scalar without a blank.
func (s plainScalar) skipWord() string {
	from := s.at
	for c := s.char(); !blankOrBreak(c); c = s.char() {
		if s.flow > 0 && strings.ContainsRune(",?[]{}", c) { // the ? is SnakeYAML's own
			break
		}
		if next := s.after(1); c == ':' && (blankOrBreak(next) || s.flow > 0 && strings.ContainsRune(",[]{}", next)) {
			break
		}
		s.forward(1)
	}
	return string(s.text[from:s.at])
}

// plainSpaces goes over blanks, tabs and line ends within a plain scalar and
// returns what they mean in it; empty where the scalar ends.
func (s plainScalar) plainSpaces() string {
	blanks := s.skip(blankOrTab)
	first := s.lineEnd()
	if first == "" {
		return blanks
	}
	s.keyAllowed = true
	breaks := ""
	for !s.endsPlain() {
		s.skipBlanks()
		more := s.lineEnd()
		if more == "" {
			return fold(first, breaks)
		}
		breaks += more
	}
	return ""
}

// endsPlain tells whether a line ends a plain scalar as a document's mark does.
// What begins with --- does so for SnakeYAML whatever follows.
func (s plainScalar) endsPlain() bool {
	return s.column == 0 && (s.begins("---") || s.begins("...") && blankOrBreak(s.after(3)))
}

// fold returns what a line end and the empty lines behind it mean in a scalar
// that is folded: one is a blank, more are one less.
func fold(first, breaks string) string {
	if first != "\n" {
		return first + breaks
	}
	if breaks == "" {
		return " "
	}
	return breaks
}
