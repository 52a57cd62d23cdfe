package main

import "auximage/imaging/report"

// What this program says beside what the session finds.
const (
	codeOnePlatform   report.Code = "cli.one-platform"    // Platforms: one alone is looked at
	codeUnknownRegion report.Code = "cli.unknown-region"  // Region
	codeIdleDigest    report.Code = "cli.idle-digest"     // it would be ignored
	codeNoPassword    report.Code = "cli.no-password"     // standard input was empty
	codeNoSecret      report.Code = "cli.no-secret"       // File: could not be read, or is empty
	codeOpenSecret    report.Code = "cli.open-secret"     // File: others may read it
	codeWhosePassword report.Code = "cli.whose-password"  // Host
	codeToolsSignIn   report.Code = "cli.tools-sign-in"   // Host, User: remembered, and without a token here
	codeNotAFile      report.Code = "cli.not-a-file"      // File, Flag
	codeTwoUses       report.Code = "cli.two-uses"        // File, Flag, Other
	codeLargeCA       report.Code = "cli.large-ca"        // File
	codeUnlikeDomain  report.Code = "cli.unlike-domain"   // Warning. File, Flag, Value, Own: what the file says
	codeDomainKept    report.Code = "cli.domain-kept"     // Info. File, Own: the reference in it; Reference: of the same image
	codeUnwritten     report.Code = "cli.unwritten"       // Warning. Reference: pushed, and what comes behind it failed
	codeUnjudged      report.Code = "cli.unjudged"        // Info: no installer, no tables
	codeUnprepared    report.Code = "cli.unprepared"      // Warning
	codeProjectLocked report.Code = "cli.project-locked"  // File
	codeNoFolder      report.Code = "cli.no-folder"       // for the installer
	codeNoPullToken   report.Code = "cli.no-pull-token"   // Host
	codePlainHTTP     report.Code = "cli.plain-http"      // Host
	codeClearSecret   report.Code = "cli.clear-secret"    // File
	codeAccept        report.Code = "cli.accept"          // Flag: ready to copy
	codeIdleAccept    report.Code = "cli.idle-accept"     // Warning. Finding
	codeNoFolderFirst report.Code = "cli.no-folder-first" // File stands where the folder comes, or would; Image
	codeFileThere     report.Code = "cli.file-there"      // File stands where extract would write
	codeLeftOut       report.Code = "cli.left-out"        // Warning. Reference, Names: of files that the operator does not take
	codeSame          report.Code = "cli.same"            // Info
	codeSameCompared  report.Code = "cli.same-compared"   // Info: what was not is told before
	codeRefused       report.Code = "cli.refused"         // Found: errors and warnings, counted
	codeWarning       report.Code = "cli.warning"         // Text
)
