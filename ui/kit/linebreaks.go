package kit

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// lineBreaks cuts a paragraph where a line may end, each piece with the blanks
// behind it: at blanks, and between the characters of scripts that are written
// without them, as Unicode's line breaking algorithm (UAX #14) allows, so that
// no line begins with a full stop. Korean is broken at its blanks alone.
func lineBreaks(par string) []string {
	if strings.IndexFunc(par, ideographic) < 0 {
		return strings.SplitAfter(par, " ")
	}
	runes := []rune(par)
	var s segmenter.Segmenter
	s.Init(runes)
	var pieces []string
	from := 0
	for lines := s.LineIterator(); lines.Next(); {
		at := lines.Line()
		end := at.Offset + len(at.Text)
		if end == len(runes) || runes[end-1] == ' ' || ideographic(runes[end-1]) || ideographic(runes[end]) {
			pieces = append(pieces, string(runes[from:end]))
			from = end
		}
	}
	return pieces
}

// ideographic tells whether a character belongs to Chinese or Japanese text.
func ideographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60
}
