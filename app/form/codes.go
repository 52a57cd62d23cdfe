package form

import "auximage/imaging/report"

// What is wrong or worth a word beside a field.
const (
	CodeUnknownFile    report.Code = "form.unknown-file"    // File
	CodeBadPlatform    report.Code = "form.bad-platform"    // Platform
	CodeOldWebLogic    report.Code = "form.old-weblogic"    // Info. Version
	CodeOpenShiftGroup report.Code = "form.openshift-group" // Warning. Group: chosen, and group 0 is taken
)
