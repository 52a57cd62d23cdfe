package snakeyaml

import "strings"

// blockScalar scans a literal or a folded text.
type blockScalar struct{ *scanner }

// scanBlockScalar scans the text behind | or >: the header's line, then every
// line that is indented as the first one is, or as the header says.
func (s blockScalar) scanBlockScalar() {
	t := token{kind: scalar, at: s.mark(), style: literal}
	if s.char() == '>' {
		t.style = folded
	}
	s.forward(1)
	chomp, increment := s.blockHeader()
	indent := max(s.indent+1, 1)
	var breaks string
	if increment > 0 {
		indent += increment - 1
		breaks = s.blockBreaks(indent)
	} else {
		var deepest int
		breaks, deepest = s.blockIndent()
		indent = max(indent, deepest)
	}
	t.text = s.blockLines(indent, breaks, t.style == folded, chomp)
	t.end = s.at
	s.queue = append(s.queue, t)
}

// blockHeader returns how a block scalar's end is chomped ('-', '+' or 0) and
// its indentation, 0 when the first line tells it.
func (s blockScalar) blockHeader() (chomp rune, increment int) {
	at := s.mark()
	for range 2 {
		switch c := s.char(); {
		case (c == '-' || c == '+') && chomp == 0:
			chomp = c
		case isDigit(c) && c != '0' && increment == 0:
			increment = int(c - '0')
		default:
			continue
		}
		s.forward(1)
	}
	s.skipBlanksBeforeComment(at)
	s.skipComment()
	if !s.skipBreak() && s.char() != end {
		s.fail(BlockHeader, at, string(s.char()))
	}
	return chomp, increment
}

// skipBlanksBeforeComment goes over the blanks behind a header, without which
// there is no comment.
func (s blockScalar) skipBlanksBeforeComment(at mark) {
	if c := s.char(); c != ' ' && c != end && !isBreak(c) {
		s.fail(BlockHeader, at, string(c))
	}
	s.skipBlanks()
}

// blockIndent goes over empty lines to the first other one; it returns them and
// the deepest column among all of these.
func (s blockScalar) blockIndent() (breaks string, deepest int) {
	for {
		s.skipBlanks()
		deepest = max(deepest, s.column)
		more := s.lineEnd()
		if more == "" {
			return breaks, deepest
		}
		breaks += more
	}
}

// blockBreaks goes over empty lines and the indentation of the next one. A tab
// behind the indentation is text.
func (s blockScalar) blockBreaks(indent int) (breaks string) {
	for {
		for s.column < indent && s.char() == ' ' {
			s.forward(1)
		}
		more := s.lineEnd()
		if more == "" {
			return breaks
		}
		breaks += more
	}
}

// blockLines returns the lines of a block scalar. When it is folded, a line end
// between two lines that begin with text is a blank.
func (s blockScalar) blockLines(indent int, breaks string, folded bool, chomp rune) string {
	var text strings.Builder
	lineEnd := ""
	for s.column == indent && s.char() != end {
		text.WriteString(breaks)
		beginsWithText := !blankOrTab(s.char())
		text.WriteString(s.skip(notBreak))
		lineEnd = s.lineEnd()
		breaks = s.blockBreaks(indent)
		if s.column != indent || s.char() == end {
			break
		}
		if folded && lineEnd == "\n" && beginsWithText && !blankOrTab(s.char()) {
			if breaks == "" {
				text.WriteByte(' ')
			}
			continue
		}
		text.WriteString(lineEnd)
	}
	if chomp != '-' {
		text.WriteString(lineEnd)
	}
	if chomp == '+' {
		text.WriteString(breaks)
	}
	return text.String()
}
