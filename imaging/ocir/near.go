package ocir

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"auximage/imaging/spelling"
)

// Near returns the regions that a misspelt text may mean, those first of which more of
// its words are spelt right: each of its words is like one of the region's names, key,
// identifier or host. Of those that are as good the commercial realm's come first.
func Near(text string) []Region {
	typed := wordsOf(fold(Clean(text)))
	if len(typed) == 0 {
		return nil
	}
	right := map[string]int{} // words of a region that are spelt right, by its host
	var found []Region
	for _, r := range table() {
		if n, ok := r.near(typed); ok {
			right[r.Host] = n
			found = append(found, r)
		}
	}
	slices.SortStableFunc(found, func(a, b Region) int {
		return cmp.Or(cmp.Compare(right[b.Host], right[a.Host]), cmp.Compare(a.abroad(), b.abroad()))
	})
	return found
}

// near tells whether each word is like one of the region's, and how many are the same.
func (r Region) near(typed []string) (same int, ok bool) {
	own := wordsOf(strings.Join(r.texts, "\n"))
	for _, word := range typed {
		switch spelling.Nearest(word, own) {
		case "":
			return 0, false
		case word:
			same++
		}
	}
	return same, true
}

// wordsOf returns the words of a folded text.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
