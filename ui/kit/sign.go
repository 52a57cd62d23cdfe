package kit

import (
	"strings"

	"fyne.io/fyne/v2"
)

// The signs that the font of texts lacks. A bare system has no other one: a label draws
// them by the monospaced font of the program, which has them.
const (
	Tick  = "✓ "
	Cross = "✗ "

	signs = "✓✗→"
)

// run is a part of a line in one font.
type run struct {
	text  string
	style fyne.TextStyle
}

// runsOf returns the parts of a line in a style, its signs apart.
func runsOf(line string, style fyne.TextStyle) (all []run) {
	for line != "" {
		at := strings.IndexAny(line, signs)
		switch {
		case at < 0:
			return append(all, run{line, style})
		case at > 0:
			all = append(all, run{line[:at], style})
		}
		rest := strings.TrimLeft(line[at:], signs)
		all = append(all, run{line[at : len(line)-len(rest)], fyne.TextStyle{Monospace: true}})
		line = rest
	}
	return all
}
