package ui

import (
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// reached returns the progress of a step that has all it needs or not, and that
// these fields belong to.
func reached(complete bool, s session.Snapshot, fields ...form.Field) kit.StepState {
	for _, field := range fields {
		if f, ok := s.Fields[field]; ok && f.Severity == report.Error {
			return kit.Faulty
		}
	}
	if complete {
		return kit.Done
	}
	return kit.ToDo
}
