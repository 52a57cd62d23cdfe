// Package spelling finds the name that a misspelt one most likely means.
package spelling

import "strings"

// Nearest returns the name that looks most alike, empty when none does: in at
// most every third letter.
func Nearest(name string, names []string) string {
	best, least := "", min(len(name)/3, 4)+1
	for _, other := range names {
		if strings.EqualFold(name, other) {
			return other
		}
		if d := distance(strings.ToLower(name), strings.ToLower(other), least); d < least || d == least && best != "" && other < best {
			best, least = other, d
		}
	}
	return best
}

// distance returns how many letters must be put in, taken out, replaced or
// swapped with the next to make one text of the other; limit and no exact number
// when it is that many or more (optimal string alignment).
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for i := range last {
		last[i] = i
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for k := 1; k <= len(b); k++ {
			cost := 1
			if a[i-1] == b[k-1] {
				cost = 0
			}
			row[k] = min(last[k]+1, row[k-1]+1, last[k-1]+cost)
			if i > 1 && k > 1 && a[i-1] == b[k-2] && a[i-2] == b[k-1] {
				row[k] = min(row[k], before[k-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
