// Package assets holds the files that the program carries inside.
package assets

import "embed"

// Icon is the program's icon as PNG, made by "rsvg-convert -w 256 icon.svg": to
// draw that at each start takes 0.1 s.
//
//go:embed icon.png
var Icon []byte

// Regions is the table of Oracle's regions as JSON: realms with their domains,
// regions with key, identifier, realm and names. What a row lists as unverified
// was not read in a source of Oracle's.
//
//go:embed regions.json
var Regions []byte

// sample holds what WriteSample writes.
//
//go:embed sample
var sample embed.FS
