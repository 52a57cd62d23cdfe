package opened

import (
	"cmp"
	"strings"
)

// CompareTags compares tags as people count: their numbers by value, v9 before v10,
// and what stands between them by its letters. It returns -1, 0 or 1.
func CompareTags(a, b string) int {
	restA, restB := a, b
	for restA != "" && restB != "" {
		var partA, partB string
		partA, restA = leading(restA)
		partB, restB = leading(restB)
		if c := compareParts(partA, partB); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(restA), len(restB)), strings.Compare(a, b))
}

// leading cuts the digits, or all up to the first digit, off the beginning of a tag.
func leading(tag string) (part, rest string) {
	end := strings.IndexFunc(tag, func(r rune) bool { return isDigit(r) != isDigit(rune(tag[0])) })
	if end < 0 {
		return tag, ""
	}
	return tag[:end], tag[end:]
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func compareParts(a, b string) int {
	if isDigit(rune(a[0])) && isDigit(rune(b[0])) {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}
	return strings.Compare(a, b)
}
