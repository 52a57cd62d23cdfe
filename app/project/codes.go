package project

import "auximage/imaging/report"

// What can be wrong with a project file. Args: File; Reason where there is one.
const (
	CodeUnreadable      report.Code = "project.unreadable"       // the file cannot be read
	CodeTooLarge        report.Code = "project.too-large"        // over maxSize
	CodeNotJSON         report.Code = "project.not-json"         // Line says where
	CodeNotAProject     report.Code = "project.not-a-project"    // JSON, but no project
	CodeWrongPassphrase report.Code = "project.wrong-passphrase" // or a damaged secret
	CodeLocked          report.Code = "project.locked"           // a secret cannot be saved without the passphrase
	CodeUnwritable      report.Code = "project.unwritable"       // the file cannot be written; the old one stands
)

// What of a project does not go into an image.
const (
	CodeBuilds      report.Code = "project.builds"       // Names: files with build commands of its own
	CodeNoVariables report.Code = "project.no-variables" // File
	CodeNoEntries   report.Code = "project.no-entries"   // File: an archive
	CodeOnPV        report.Code = "project.on-pv"
)
