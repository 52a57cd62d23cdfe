package layer

import "auximage/imaging/report"

// What this package finds.
const (
	CodeChanged    report.Code = "layer.changed"    // File is no longer what it was
	CodeUnreadable report.Code = "layer.unreadable" // File; Cause
	CodeDuplicate  report.Code = "layer.duplicate"  // Name is taken twice
	CodeName       report.Code = "layer.name"       // Name cannot be in a layer
)

func changed(path string, cause error) error {
	return report.Finding{Code: CodeChanged, Severity: report.Error, File: path, Cause: cause}
}

func unreadable(path string, cause error) error {
	return report.Finding{Code: CodeUnreadable, Severity: report.Error, File: path, Cause: cause}
}

func badName(name string, cause error) error {
	return report.Fault(CodeName, cause, report.Args{"Name": name})
}
