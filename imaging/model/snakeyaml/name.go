package snakeyaml

import (
	"net/url"
	"strings"
)

// nameScanner scans anchors, tags and directives.
type nameScanner struct{ *scanner }

// scanAnchor scans the name of an anchor or an alias. SnakeYAML's ends where a
// dot, a slash or an indicator of flow stands.
func (s nameScanner) scanAnchor() {
	t := token{kind: alias, at: s.mark()}
	if s.char() == '&' {
		t.kind = anchor
	}
	s.forward(1)
	t.text = s.skip(func(c rune) bool { return !blankOrBreak(c) && !strings.ContainsRune(":,[]{}/.*&", c) })
	if c := s.char(); t.text == "" || !blankOrBreak(c) && !strings.ContainsRune("?:,]}%@`", c) {
		s.fail(AnchorName, t.at, string(c))
	}
	s.queue = append(s.queue, t)
}

// scanTag scans a tag: !<address>, !local, !!type or !handle!type.
func (s nameScanner) scanTag() {
	t := token{kind: tag, at: s.mark()}
	switch c := s.after(1); {
	case c == '<':
		s.forward(2)
		t.text = s.tagAddress(t.at)
		if s.char() != '>' {
			s.fail(TagForm, t.at, string(s.char()))
		}
		s.forward(1)
	case blankOrBreak(c):
		t.text = "!"
		s.forward(1)
	default:
		t.more = s.tagHandleBefore(t.at)
		t.text = s.tagAddress(t.at)
	}
	if c := s.char(); c != ' ' && c != end && !isBreak(c) { // nor a tab
		s.fail(TagForm, t.at, t.more+t.text+string(c))
	}
	s.queue = append(s.queue, t)
}

// tagHandleBefore goes over the handle that a tag begins with: up to its second
// exclamation mark, where it has one.
func (s nameScanner) tagHandleBefore(at mark) string {
	for n := 1; ; n++ {
		c := s.after(n)
		if c == ' ' || c == end || isBreak(c) {
			s.forward(1)
			return "!"
		}
		if c == '!' {
			return s.tagHandle(TagForm, at)
		}
	}
}

// tagHandle goes over "!", "!!" or "!word!".
func (s nameScanner) tagHandle(kind ProblemKind, at mark) string {
	if s.char() != '!' {
		s.fail(kind, at, string(s.char()))
	}
	s.forward(1)
	if s.char() == ' ' {
		return "!"
	}
	word := s.skip(isWord)
	if s.char() != '!' {
		s.fail(kind, at, "!"+word+string(s.char()))
	}
	s.forward(1)
	return "!" + word + "!"
}

// tagAddress goes over the characters of an address (RFC 2396) and returns it
// without its escapes.
func (s nameScanner) tagAddress(at mark) string {
	text := s.skip(func(c rune) bool { return isWord(c) || strings.ContainsRune(";/?:@&=+$,.!~*'()[]%", c) })
	plain, err := url.PathUnescape(text)
	if text == "" || err != nil {
		s.fail(TagForm, at, text)
	}
	return plain
}

// scanDirective scans a line that begins with %: YAML's version and tag handles
// mean something, any other is passed over.
func (s nameScanner) scanDirective() {
	t := token{kind: directive, at: s.mark()}
	s.forward(1)
	t.text = s.skip(isWord)
	if c := s.char(); t.text == "" || c != ' ' && c != end && !isBreak(c) {
		s.fail(Directive, t.at, string(c))
	}
	s.skipBlanks()
	switch t.text {
	case "YAML":
		s.version(t.at)
	case "TAG":
		t.more = s.tagHandle(Directive, t.at)
		s.mustBlank(t.at)
		s.skipBlanks()
		t.text = s.tagAddress(t.at)
		s.mustBlank(t.at)
	default:
		s.skip(notBreak)
	}
	s.skipBlanks()
	s.skipComment()
	if !s.skipBreak() && s.char() != end {
		s.fail(Directive, t.at, string(s.char()))
	}
	s.queue = append(s.queue, t)
}

func (s nameScanner) mustBlank(at mark) {
	if c := s.char(); c != ' ' && c != end && !isBreak(c) {
		s.fail(Directive, at, string(c))
	}
}

// version goes over the number of a %YAML directive. Any 1.x is taken.
func (s nameScanner) version(at mark) {
	major := s.skip(isDigit)
	if s.char() != '.' {
		s.fail(Directive, at, major)
	}
	s.forward(1)
	minor := s.skip(isDigit)
	if major == "" || minor == "" || len(major) > 3 || len(minor) > 3 {
		s.fail(Directive, at, major+"."+minor)
	}
	s.mustBlank(at)
	if strings.TrimLeft(major, "0") != "1" {
		s.fail(Version, at, major+"."+minor)
	}
}
