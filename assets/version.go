package assets

import (
	_ "embed" // for the description
	"strings"
)

// description is what the program says of itself to those who package it.
//
//go:embed FyneApp.toml
var description string

// Version returns the program's version as FyneApp.toml has it, such as 0.1.0.
// It is part of every build, however that was started.
func Version() string {
	for line := range strings.Lines(description) {
		if key, value, _ := strings.Cut(line, "="); strings.TrimSpace(key) == "Version" {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}
