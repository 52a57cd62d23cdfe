// Package model knows model, variable and archive files: the order in which
// the operator takes them, the names it accepts, and what in them would fail.
// Everything is learned without Java and without WebLogic: folders and
// attributes are judged by the tables of the installer that goes in, where there
// is one, and what cannot be known for sure is a warning at most.
//
//	tree        a model as the deploy tooling has it, and how models are merged
//	dictionary  what the installer's tables say of it
package model

import (
	"path/filepath"
	"strings"
)

// Kind tells the files of a model home apart.
type Kind int

// The kinds. Unknown is a file that the operator has no use for.
const (
	Unknown Kind = iota
	Model
	Variables
	Archive
)

// String returns the kind's name as arguments of findings carry it.
func (k Kind) String() string { return [...]string{"unknown", "model", "variables", "archive"}[k] }

// KindOf returns the kind that a file's ending tells, in any case.
func KindOf(path string) Kind {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".json":
		return Model
	case ".properties":
		return Variables
	case ".zip":
		return Archive
	}
	return Unknown
}
