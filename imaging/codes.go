package imaging

import "auximage/imaging/report"

// What is found before any work.
const (
	CodeNothing report.Code = "imaging.nothing"   // neither models nor an installer
	CodeHome    report.Code = "imaging.bad-home"  // Path
	CodeOwner   report.Code = "imaging.bad-owner" // Name: neither a number nor known to the base
)
