package imaging

import "auximage/imaging/report"

// What this package finds itself.
const (
	CodeNothing      report.Code = "imaging.nothing"       // neither models nor an installer
	CodeHome         report.Code = "imaging.bad-home"      // Path
	CodeOwner        report.Code = "imaging.bad-owner"     // Name: neither a number nor known to the base
	CodeNotAuxiliary report.Code = "imaging.not-auxiliary" // Reference; Path has neither WDT nor models
)
