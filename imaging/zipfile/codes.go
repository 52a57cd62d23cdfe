package zipfile

import "auximage/imaging/report"

// What is found about a zip as a file.
const (
	CodeMissing    report.Code = "zip.missing"    // nothing is there
	CodeFolder     report.Code = "zip.folder"     // a folder is there
	CodeUnreadable report.Code = "zip.unreadable" // may not be read, or the disk failed; Cause
	CodeEmpty      report.Code = "zip.empty"      // 0 bytes
	CodeNotAZip    report.Code = "zip.not-a-zip"  // something else
	CodeWebPage    report.Code = "zip.web-page"   // HTML, as a sign-in page or a proxy gives in place of a download
	CodeCut        report.Code = "zip.cut"        // begins as a zip and lacks its end
	CodeDamaged    report.Code = "zip.damaged"    // contradicts itself; Entry, when one does; Cause
)

// What is found about an entry, which Args name Entry.
const (
	CodeName         report.Code = "zip.name"           // leaves the folder, or is no name everywhere
	CodeBackslash    report.Code = "zip.backslash"      // made on Windows by a tool that does not know better
	CodeLink         report.Code = "zip.link"           // a symbolic link
	CodeSpecial      report.Code = "zip.special"        // neither file nor folder
	CodeEncrypted    report.Code = "zip.encrypted"      //
	CodeMethod       report.Code = "zip.method"         // neither Store nor Deflate; Method is its number
	CodeContent      report.Code = "zip.content"        // CRC-32, size or stream are not what the directory says
	CodeDuplicate    report.Code = "zip.duplicate"      // the name is there twice; Count in a warning
	CodeCaseTwin     report.Code = "zip.case-twin"      // Other is the same name but for case or composition; Count in a warning
	CodeFileOrFolder report.Code = "zip.file-or-folder" // a file that Other takes for a folder; Count in a warning
)

// What is found about limits.
const (
	CodeTooManyEntries report.Code = "zip.too-many-entries" // Limit
	CodeTooLarge       report.Code = "zip.too-large"        // unpacked; Limit in bytes
	CodeRatio          report.Code = "zip.ratio"            // Entry, when it is one entry's; Limit
)

// Owns tells whether a code is one of this package.
func Owns(c report.Code) bool { return c.Family() == "zip" }
