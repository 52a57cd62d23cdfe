package main

import "auximage/imaging/report"

// What this program says beside what the session finds.
const (
	codeNoCommand      report.Code = "cli.no-command"
	codeUnknownCommand report.Code = "cli.unknown-command" // Command
	codeBadFlag        report.Code = "cli.bad-flag"        // Text: what is no flag at all
	codeUnknownFlag    report.Code = "cli.unknown-flag"    // Flag
	codeNoValue        report.Code = "cli.no-value"        // Flag
	codeBadValue       report.Code = "cli.bad-value"       // Flag, Value, Wanted
	codeAsWhat         report.Code = "cli.as-what"         // no file before it, or no name
	codeLeftOver       report.Code = "cli.left-over"       // Text: what no flag took
	codeTagOrParts     report.Code = "cli.tag-or-parts"    // both were given, or neither
	codeUnknownRegion  report.Code = "cli.unknown-region"  // Region
	codeBadDigest      report.Code = "cli.bad-digest"      // Digest
	codeIdleDigest     report.Code = "cli.idle-digest"     // it would be ignored
	codeNoPassword     report.Code = "cli.no-password"     // standard input was empty
	codeNoSecret       report.Code = "cli.no-secret"       // File: could not be read, or is empty
	codeOpenSecret     report.Code = "cli.open-secret"     // File: others may read it
	codeOneSecret      report.Code = "cli.one-secret"      // two secrets from one place
	codeTwoPasswords   report.Code = "cli.two-passwords"   // from standard input and from a file
	codeWhosePassword  report.Code = "cli.whose-password"  // Host
	codeToolsSignIn    report.Code = "cli.tools-sign-in"   // Host, User: remembered, and without a token here
	codeNotAFile       report.Code = "cli.not-a-file"      // File, Flag
	codeLargeCA        report.Code = "cli.large-ca"        // File
	codeNoProject      report.Code = "cli.no-project"      // a passphrase without a project
	codeProjectLocked  report.Code = "cli.project-locked"  // File
	codeNoOutput       report.Code = "cli.no-output"       // save wants a file
	codeNoFolder       report.Code = "cli.no-folder"       // for the installer
	codeNoPullToken    report.Code = "cli.no-pull-token"   // Host
	codePlainHTTP      report.Code = "cli.plain-http"      // Host
	codeClearSecret    report.Code = "cli.clear-secret"    // File
	codeAccept         report.Code = "cli.accept"          // Flag: ready to copy
	codeIdleAccept     report.Code = "cli.idle-accept"     // Warning. Finding
	codeStrict         report.Code = "cli.strict"          // Count: of warnings
	codeWarning        report.Code = "cli.warning"         // Text
	codeUsage          report.Code = "cli.usage"
)
