package snakeyaml

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// reader goes through a text character by character.
type reader struct {
	text  []byte
	at    int // in bytes
	index int // in characters

	line, column int // from 0
}

const (
	end           rune = 0 // of the text, which holds no such character
	byteOrderMark rune = '\ufeff'
)

func (r *reader) mark() mark {
	return mark{line: r.line, column: r.column, index: r.index, offset: r.at}
}

// fail ends the reading.
func (r *reader) fail(kind ProblemKind, at mark, text string) {
	panic(&Problem{Kind: kind, Line: at.line + 1, Column: at.column + 1, Text: text})
}

// char returns the character here.
func (r *reader) char() rune { return r.after(0) }

// after returns the character a number of bytes from here.
func (r *reader) after(n int) rune {
	if r.at+n >= len(r.text) {
		return end
	}
	if c := r.text[r.at+n]; c < utf8.RuneSelf {
		return rune(c)
	}
	c, _ := utf8.DecodeRune(r.text[r.at+n:])
	return c
}

func (r *reader) begins(text string) bool { return bytes.HasPrefix(r.text[r.at:], []byte(text)) }

// forward goes on by a number of characters, none of them a line end.
func (r *reader) forward(n int) {
	for ; n > 0 && r.at < len(r.text); n-- {
		c, size := utf8.DecodeRune(r.text[r.at:])
		r.at, r.index = r.at+size, r.index+1
		if c != byteOrderMark {
			r.column++
		}
	}
}

// skip goes on while characters fit, and returns them.
func (r *reader) skip(fits func(rune) bool) string {
	from := r.at
	for c := r.char(); c != end && fits(c); c = r.char() {
		r.forward(1)
	}
	return string(r.text[from:r.at])
}

func (r *reader) skipBlanks() { r.skip(func(c rune) bool { return c == ' ' }) }

func (r *reader) skipComment() {
	if r.char() == '#' {
		r.skip(notBreak)
	}
}

// skipBreak goes over one line end; false when there is none.
func (r *reader) skipBreak() bool { return r.lineEnd() != "" }

// lineEnd goes over one line end and returns what it means in a scalar; empty
// when there is none. YAML 1.1 has line ends beyond ASCII.
func (r *reader) lineEnd() string {
	c := r.char()
	if !isBreak(c) {
		return ""
	}
	if c == '\r' && r.after(1) == '\n' {
		r.at, r.index = r.at+1, r.index+1
	}
	r.at, r.index = r.at+utf8.RuneLen(c), r.index+1
	r.line, r.column = r.line+1, 0
	if c == '\u2028' || c == '\u2029' {
		return string(c)
	}
	return "\n"
}

func isBreak(c rune) bool {
	return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029'
}

func notBreak(c rune) bool { return !isBreak(c) }

func blankOrTab(c rune) bool { return c == ' ' || c == '\t' }

// blankOrBreak tells whether a word ends before a character.
func blankOrBreak(c rune) bool { return c == end || blankOrTab(c) || isBreak(c) }

// beginsPlain tells whether a scalar without quotes begins with a character,
// whatever follows.
func beginsPlain(c rune) bool {
	return !blankOrBreak(c) && !strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`", c)
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

func isWord(c rune) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_'
}
