package model

import (
	"cmp"
	"strconv"
	"strings"
)

// atLeast tells whether a version of the deploy tooling, such as 4.4.6 or
// 4.0.0-SNAPSHOT, is known and not below another.
func atLeast(version, other string) bool {
	return known(version) && compareVersions(version, other) >= 0
}

// below tells whether a version is known and below another.
func below(version, other string) bool {
	return known(version) && compareVersions(version, other) < 0
}

func known(version string) bool {
	return version != "" && '0' <= version[0] && version[0] <= '9'
}

func compareVersions(a, b string) int {
	for a != "" || b != "" {
		var partA, partB string
		partA, a, _ = strings.Cut(a, ".")
		partB, b, _ = strings.Cut(b, ".")
		if order := cmp.Compare(number(partA), number(partB)); order != 0 {
			return order
		}
	}
	return 0
}

// number returns the number that a part of a version begins with.
func number(part string) int {
	digits := part[:len(part)-len(strings.TrimLeft(part, "0123456789"))]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
