package ui

import (
	"auximage/app/session"
	"auximage/imaging/report"
)

// reached returns the progress of a step that has all it needs or not, and that
// these fields belong to.
func reached(complete bool, s session.Snapshot, fields ...session.Field) progress {
	for _, field := range fields {
		if f, ok := s.Fields[field]; ok && f.Severity == report.Error {
			return faulty
		}
	}
	if complete {
		return done
	}
	return toDo
}
