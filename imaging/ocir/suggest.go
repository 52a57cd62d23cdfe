package ocir

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Suggest returns the nearest name that a repository, or one element of a path,
// can carry: "test-model-Éloïse" gives "test-model-eloise". It is empty when
// nothing of the name can stay.
func Suggest(name string) string {
	var elements []string
	for element := range strings.SplitSeq(name, "/") {
		if s := suggestElement(element); s != "" {
			elements = append(elements, s)
		}
	}
	return strings.Join(elements, "/")
}

func suggestElement(element string) string {
	var b strings.Builder
	var gap rune // the separator to write before the next letter; 0 for none
	for _, r := range norm.NFKD.String(element) {
		r = unicode.ToLower(r)
		letters, known := spelled[r]
		switch {
		case isNameLetter(r):
			letters = string(r)
		case known:
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
			continue
		case r == '.', r == '_':
			gap = r
			continue
		default:
			gap = '-'
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(gap)
		}
		gap = 0
		b.WriteString(letters)
	}
	return b.String()
}

// spelled are Latin letters that no decomposition takes apart.
var spelled = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h",
}

func isNameLetter(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }
