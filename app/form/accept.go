package form

import (
	"slices"

	"auximage/imaging"
	"auximage/imaging/report"
)

// Accepts tells whether a person lets an error of the installer's tables pass.
func (f Form) Accepts(found report.Finding) bool {
	return slices.Contains(f.Accepted, imaging.AcceptanceOfContent(found))
}

// Acceptable tells whether a person may let a finding pass by a tick, be it an
// error or what became of one that was let pass.
func (f Form) Acceptable(found report.Finding) bool {
	return imaging.Acceptable(found) || f.Accepts(found)
}
