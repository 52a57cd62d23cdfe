package opened

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// lastNumber is the last number of a tag, and what stands around it.
var lastNumber = regexp.MustCompile(`^(.*?)(\d+)(\D*)$`)

// NextTag returns the next tag after that of an opened image which is not taken:
// v4 after v3, 1.10 after 1.9, 2024-08 after 2024-07, and one with -2 where there is
// no number or the number has more digits than a count has. It is never the opened one.
func NextTag(tag string, taken []string) string {
	tag = cmp.Or(tag, "v0")
	for {
		tag = after(tag)
		if !slices.Contains(taken, tag) {
			return tag
		}
	}
}

// maxDigits is how long a number may be that is taken for a count: a longer one
// is a date or a part of a digest.
const maxDigits = 6

// longestTag is what the distribution specification allows, in characters.
const longestTag = 128

// after returns the tag that follows another.
func after(tag string) string {
	parts := lastNumber.FindStringSubmatch(tag)
	if parts == nil || len(parts[2]) > maxDigits {
		return tag[:min(len(tag), longestTag-len("-2"))] + "-2"
	}
	n, _ := strconv.Atoi(parts[2]) // of so few digits
	next := strconv.Itoa(n + 1)
	return parts[1] + strings.Repeat("0", max(0, len(parts[2])-len(next))) + next + parts[3]
}

// Newest returns the last of the tags that count on from one, v12 after v3; empty where
// there is none. Tags of another pattern, such as latest or v3-test, say nothing of it.
func Newest(tag string, there []string) string {
	newest := tag
	for _, other := range there {
		if digits.ReplaceAllString(other, "0") == digits.ReplaceAllString(tag, "0") && CompareTags(other, newest) > 0 {
			newest = other
		}
	}
	if newest == tag {
		return ""
	}
	return newest
}

// digits are a number in a tag.
var digits = regexp.MustCompile(`\d+`)
