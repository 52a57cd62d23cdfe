// Package wdt knows the WebLogic Deploy Tooling installer: which release is the
// latest, how it is fetched and checked, what a good one is, and its version.
//
//	Releases.Latest -> Release -> Releases.Download -> path -> Open -> Installer
package wdt

import "auximage/imaging/report"

// What is found about a file that should be an installer, besides the codes of
// package zipfile.
const (
	CodeNotAnInstaller report.Code = "wdt.not-an-installer" // Missing: what an installer has and this zip lacks
	CodeOtherRoot      report.Code = "wdt.other-root"       // Entry is outside weblogic-deploy/
	CodeCarriageReturn report.Code = "wdt.carriage-return"  // Entry: a script with Windows line ends
	CodeNoVersion      report.Code = "wdt.no-version"       // VERSION.txt names none
	CodeVersionsDiffer report.Code = "wdt.versions-differ"  // Warning. Version, JarVersion
	CodeNoJarVersion   report.Code = "wdt.no-jar-version"   // Warning. Version: the jar names none
	CodeTooOld         report.Code = "wdt.too-old"          // Version, Min
	CodeNoOnlineUpdate report.Code = "wdt.no-online-update" // Warning. Version, Min
	CodeNoPrepare      report.Code = "wdt.no-prepare"       // Warning. Version, Min
)

// What is found about releases and downloads, besides the codes of package
// transport.
const (
	CodeBadMirror      report.Code = "wdt.bad-mirror"       // Address
	CodeNoRelease      report.Code = "wdt.no-release"       // Host, Status: no release at the address
	CodeNoAnswer       report.Code = "wdt.no-answer"        // Host: not in time
	CodeRefused        report.Code = "wdt.refused"          // Host, Status
	CodeWebPage        report.Code = "wdt.web-page"         // Host: HTML in place of the installer
	CodeWrongSize      report.Code = "wdt.wrong-size"       // Host, Size, Want in bytes
	CodeNoDigest       report.Code = "wdt.no-digest"        // Info. Host: the release named none
	CodeWrongDigest    report.Code = "wdt.wrong-digest"     // Host, Digest, Want
	CodeFolderMissing  report.Code = "wdt.folder-missing"   // File: the folder
	CodeFolderReadOnly report.Code = "wdt.folder-read-only" // File: the folder
	CodeDiskFull       report.Code = "wdt.disk-full"        // File: the folder
	CodeNotWritten     report.Code = "wdt.not-written"      // File: the folder; Cause
)
