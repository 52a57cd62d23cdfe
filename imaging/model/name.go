package model

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"auximage/imaging/report"
)

// endings that the operator accepts, by kind; it knows no others.
var endings = map[Kind]string{Model: ".yaml", Variables: ".properties", Archive: ".zip"}

// GoodName returns the name that the operator accepts in place of name: its
// last element, .yml and .json as .yaml, endings in lower case, a dash for
// each run of characters that its scripts would trip over or a shell could
// take for something else. A name that it accepts already is returned as it is.
func GoodName(name string) string {
	name = filepath.Base(filepath.ToSlash(name))
	if !Refused(name) {
		return name
	}
	kind := KindOf(name)
	ending, known := endings[kind]
	if !known {
		ending = filepath.Ext(name)
	}
	words := strings.FieldsFunc(strings.TrimSuffix(name, filepath.Ext(name)), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == unicode.ReplacementChar ||
			strings.ContainsRune(",*?[]{}()<>|&;$`\"'\\!#~%:/", r)
	})
	stem := strings.TrimLeft(strings.Join(words, "-"), ".-")
	return cmp.Or(stem, kind.String()) + ending
}

// Refused tells whether the operator would trip over a file of this name in
// the model home: it knows three endings, skips dot-files, uses names without
// quotes and joins them with commas.
func Refused(name string) bool {
	ending, known := endings[KindOf(name)]
	return !known || !strings.HasSuffix(name, ending) || strings.HasPrefix(name, ".") ||
		strings.ContainsAny(name, " \t\n\r,*?[]\\/\x00")
}

// Order returns names as the operator takes them: by the number between the
// last two dots of the name (main.10.yaml is 10, 10.yaml too, without a number
// 0), then by the whole name, byte by byte. What comes later wins.
func Order(names []string) []string {
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, compareNames)
	return sorted
}

func compareNames(a, b string) int {
	return cmp.Or(compareNumbers(orderKey(a), orderKey(b)), strings.Compare(a, b))
}

// orderKey returns the text between the last two dots of a name.
func orderKey(name string) string {
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	return stem[strings.LastIndexByte(stem, '.')+1:]
}

// compareNumbers compares the whole numbers that two texts begin with, of any
// length, as sort -n does: no number is 0.
func compareNumbers(a, b string) int {
	negA, digitsA := leadingNumber(a)
	negB, digitsB := leadingNumber(b)
	if negA != negB {
		if negA {
			return -1
		}
		return 1
	}
	order := cmp.Or(cmp.Compare(len(digitsA), len(digitsB)), strings.Compare(digitsA, digitsB))
	if negA {
		return -order
	}
	return order
}

func leadingNumber(s string) (negative bool, digits string) {
	s, negative = strings.CutPrefix(s, "-")
	end := 0
	for end < len(s) && '0' <= s[end] && s[end] <= '9' {
		end++
	}
	digits = strings.TrimLeft(s[:end], "0")
	return negative && digits != "", digits
}

// Numbered returns names that keep the given order with the operator:
// name.10.yaml, name.20.yaml and so on; a number that a name has already makes
// room for the new one.
func Numbered(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		name = GoodName(name)
		ending := filepath.Ext(name)
		stem := strings.TrimSuffix(name, ending)
		if key := orderKey(name); isNumber(key) {
			stem = strings.TrimSuffix(strings.TrimSuffix(stem, key), ".")
		}
		out[i] = fmt.Sprintf("%s.%d%s", cmp.Or(stem, KindOf(name).String()), 10*(i+1), ending)
	}
	return out
}

func isNumber(key string) bool {
	_, digits := leadingNumber(key)
	rest := strings.TrimLeft(strings.TrimPrefix(key, "-"), "0")
	return key != "" && key != "-" && rest == digits
}

// CheckNames returns what is wrong with the names that files have in the image.
func CheckNames(in Inputs) []report.Finding { return names(in) }
