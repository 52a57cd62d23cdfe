// Package diff compares two texts line by line.
package diff

import (
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Line is one line of a difference.
type Line struct {
	Kind LineKind
	Text string
}

// LineKind is the character that begins a line of a unified difference.
type LineKind byte

// The kinds.
const (
	Kept    LineKind = ' '
	Removed LineKind = '-'
	Added   LineKind = '+'
	Heading LineKind = '@' // where the lines below it stand
)

// names is how many lines a unified difference begins with that name its files.
const names = 3

// Lines returns what changed from one text to the other as a unified difference
// with three kept lines around each change, nothing when they are the same. Lines
// that occur once in each text anchor it (a patience diff), which takes about as
// long as reading them, however much differs. Windows' line ends are those of
// other systems.
func Lines(before, after string) []Line {
	var lines []Line
	for text := range strings.Lines(string(diff.Diff("", normal(before), "", normal(after)))) {
		kind, text := LineKind(text[0]), strings.TrimSuffix(text, "\n")
		if kind != Heading {
			text = text[1:]
		}
		lines = append(lines, Line{kind, text})
	}
	return lines[min(names, len(lines)):]
}

// normal returns a text with lines that end as elsewhere, the last one too.
func normal(text string) []byte {
	text = strings.TrimSuffix(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"), "\n")
	if text == "" {
		return nil
	}
	return []byte(text + "\n")
}
