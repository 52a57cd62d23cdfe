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
