// Package cmdline knows the command line of auximage-cli. One table of flags is
// read (a command line becomes a Line), written (Write makes the command line of
// what a window shows) and documented from: help, manual pages, completions.
//
// A new flag is a row of the table and a "flag." text in every language; what leaves it
// without effect is a row of needs or displacements. A new command is a row of
// commands with the groups of flags that it takes, a "command." text, and what it
// does among the actions of app/auximage-cli.
package cmdline

import "auximage/imaging/report"

// CodeTagOrParts is that both were given, or neither.
const CodeTagOrParts report.Code = "cli.tag-or-parts"

// The codes of wrong usage.
const (
	codeNoCommand      report.Code = "cli.no-command"      // Commands
	codeUnknownCommand report.Code = "cli.unknown-command" // Command, Commands, Near
	codeUnknownShell   report.Code = "cli.unknown-shell"   // Shells
	codeBadFlag        report.Code = "cli.bad-flag"        // Text: what is no flag at all
	codeOneDash        report.Code = "cli.one-dash"        // Flag
	codeUnknownFlag    report.Code = "cli.unknown-flag"    // Flag, Near
	codeNoValue        report.Code = "cli.no-value"        // Flag
	codeBadValue       report.Code = "cli.bad-value"       // Flag, Value, Wanted
	codeTwice          report.Code = "cli.twice"           // Flag, First, Second: two values of a flag that has one
	codeRepeated       report.Code = "cli.repeated"        // Flag, Value: given twice
	codeReplaced       report.Code = "cli.replaced"        // Name: removed, and replaced
	codeNoVersion      report.Code = "cli.no-version"      // Flag, Value: a reference without a version
	codeEmpty          report.Code = "cli.empty"           // Command, Wanted: an argument is empty
	codeAsWhat         report.Code = "cli.as-what"         // no file before it, or no name
	codeTwoSides       report.Code = "cli.two-sides"       //
	codeFewArguments   report.Code = "cli.few-arguments"   // Command, Wanted
	codeTooMany        report.Code = "cli.too-many"        // Command, Wanted, Text: behind that
	codeNoStream       report.Code = "cli.no-stream"       // Flag: wants a file, and “-” is none
	codeLeftOver       report.Code = "cli.left-over"       // Text: what no flag took
	codeBadDigest      report.Code = "cli.bad-digest"      // Digest
	codeOneSecret      report.Code = "cli.one-secret"      // two secrets from one place
	codeTwoPasswords   report.Code = "cli.two-passwords"   // from standard input and from a file
	codeNoProject      report.Code = "cli.no-project"      // a passphrase without a project
	codeIdleFlags      report.Code = "cli.idle-flags"      // Command, Names: flags, they would have no effect; Needs: without which, if that is it
	codeNoChange       report.Code = "cli.no-change"       // --remove without --change
	codeTwoInputs      report.Code = "cli.two-inputs"      // --change beside another source of all inputs
	codeNoOutput       report.Code = "cli.no-output"       // save wants a file
)
