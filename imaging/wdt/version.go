package wdt

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
)

// Oldest versions that can do something, as the operator and WDT have them.
const (
	oldest       = "1.7.3" // the operator refuses older ones
	onlineUpdate = "1.9.9" // what a Domain with onlineUpdate needs
	prepare      = "2.0.0" // what preparing a model needs
)

var versionPattern = regexp.MustCompile(`\d+(?:\.\d+)+(?:-[0-9A-Za-z.]+)?`)

// Compare returns how version a stands to version b: -1 when it is older, 0
// when they are the same, 1 when it is newer. A part that is missing counts as
// 0, and a version with a suffix such as -SNAPSHOT is older than without.
func Compare(a, b string) int {
	numbersA, suffixA, _ := strings.Cut(a, "-")
	numbersB, suffixB, _ := strings.Cut(b, "-")
	partsA, partsB := strings.Split(numbersA, "."), strings.Split(numbersB, ".")
	for i := range max(len(partsA), len(partsB)) {
		if order := cmp.Compare(number(partsA, i), number(partsB, i)); order != 0 {
			return order
		}
	}
	switch {
	case suffixA == suffixB:
		return 0
	case suffixA == "":
		return 1
	case suffixB == "":
		return -1
	}
	return strings.Compare(suffixA, suffixB)
}

func number(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, err := strconv.Atoi(parts[i])
	if err != nil {
		return 0
	}
	return n
}
