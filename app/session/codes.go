package session

import "auximage/imaging/report"

// What this package finds.
const (
	// Why an action cannot start.
	CodeBusy          report.Code = "session.busy"
	CodeNoTag         report.Code = "session.no-tag"
	CodeNoModel       report.Code = "session.no-model"
	CodeNoInstaller   report.Code = "session.no-installer"
	CodeNoFolder      report.Code = "session.no-folder"
	CodeNoBase        report.Code = "session.no-base"
	CodeNoImage       report.Code = "session.no-image"
	CodeNoUser        report.Code = "session.no-user"       // Host
	CodeShortToken    report.Code = "session.short-token"   // Host: the token at hand ends within the hour, the secret of a cluster must not
	CodeNoToken       report.Code = "session.no-token"      // User, Host
	CodeNotAccepted   report.Code = "session.not-accepted"  // File
	CodeBeingWritten  report.Code = "session.being-written" // File: somebody goes on writing it
	CodeExisting      report.Code = "session.existing"      // an existing image is used: nothing to create or push
	CodeUnknownAction report.Code = "session.unknown-action"

	// What a job asks.
	CodeAllowPlainHTTP report.Code = "session.allow-plain-http" // Host
	CodeOlderInstaller report.Code = "session.older-installer"  // Mine, Latest: versions

	// What a job notes.
	CodeLatestUnknown report.Code = "session.latest-unknown" // Info. Mine: the version that is used

	// What could not be learned.
	CodeNoRegion   report.Code = "session.no-region"   // Warning. Region: its registry's address is not known; empty: the profile names none
	CodeTagUnasked report.Code = "session.tag-unasked" // Warning. Reference: the tags of its repository could not be asked for, it may be taken; Cause

	// What there is to know about a change of an image.
	CodeNewerThere report.Code = "session.newer-there" // Warning. Reference: that was opened; Newer: one of its repository
	CodeOtherBase  report.Code = "session.other-base"  // Warning. Base, Was: digests, in short; Last: the reference that was pushed on the other one
	CodeUnchanged  report.Code = "session.unchanged"   // Info. Reference: of the image that was to be changed; Tag: the new one

	// Why a push did not begin, and what one did that was let: see Session.Replace.
	CodeTagTaken    report.Code = "session.tag-taken"    // Version, Next: a free one; Meanwhile: another push took it at the same time
	CodeTagReplaced report.Code = "session.tag-replaced" // Warning. Version

	// Files that are others than those that the image at hand was made of.
	CodeFileChanged report.Code = "session.file-changed" // Warning. File
	CodeRemade      report.Code = "session.remade"       // Warning. Names: of the files for which the image is made anew
	CodeWasRemade   report.Code = "session.was-remade"   // Warning. Names: likewise, once it was
	CodeNewlyFound  report.Code = "session.newly-found"  // File, Found: what a Create did not find and a later one did. The push stops

	// What prepareModel made.
	CodeTakeOut         report.Code = "session.take-out"         // Names: of files that are in an image alone
	CodeOriginalChanged report.Code = "session.original-changed" // Warning. File, Original: what it was prepared from
	CodePrepared        report.Code = "session.prepared"         // Folder: where its files go. The question
	CodePreparedSame    report.Code = "session.prepared-same"    // Info
	CodePreparedPlaced  report.Code = "session.prepared-placed"  // Info. Folder

	// A secret that was moved out of a copy of a file.
	CodeSecretMoved  report.Code = "session.secret-moved"  // Info. Token, Path: of the copy
	CodeCopyOutdated report.Code = "session.copy-outdated" // Warning, and a question. File, Copy: with its folder, Original: what it is a copy of

	// What is wrong with preferences, besides the codes of packages transport and wdt.
	CodeBadBypass    report.Code = "session.bad-bypass"     // Host
	CodeBadPlainHost report.Code = "session.bad-plain-host" // Host

	// What a test of the preferences says when all is well.
	CodeRegistryReached report.Code = "session.registry-reached" // Info. Host
	CodeBaseThere       report.Code = "session.base-there"       // Info. Reference
	CodeReleasesReached report.Code = "session.releases-reached" // Info. Version: the latest
	CodeUntested        report.Code = "session.untested"         // for a reason without a name

	// How a job ended, for the console.
	CodeFoundNothing report.Code = "session.found-nothing" // Info: a check
	CodeChecked      report.Code = "session.checked"       // Info. Found: all that it found, said as how many
	CodeCreated      report.Code = "session.created"       // Info. Reference, Digest, Size
	CodePushed       report.Code = "session.pushed"        // Info. Reference, Sent, Skipped
	CodeSaved        report.Code = "session.saved"         // Info. File, Digest
	CodeStopped      report.Code = "session.stopped"       // Info

	CodeNotWritten report.Code = "session.not-written" // File: a text, such as the log
	CodeOwnInput   report.Code = "session.own-input"   // File: the image is made of it

	// The person's own Domain.
	CodeDomainUnread  report.Code = "session.domain-unread"  // File
	CodeDomainChanged report.Code = "session.domain-changed" // File: since the difference was shown
	CodeDomainWritten report.Code = "session.domain-written" // Info. File, Reference

	// Project files. The last four are what a project has and an image is made without.
	CodeNoProject      report.Code = "session.no-project"      // none is open
	CodeFilesInImage   report.Code = "session.files-in-image"  // Names: a project file names files on disk
	CodeProjectChanged report.Code = "session.project-changed" // File: by another program since it was opened

	// The settings file.
	CodeSettingsAside  report.Code = "session.settings-aside" // File: kept there
	CodeSettingsUnread report.Code = "session.settings-unread"
	CodeSettingsUnkept report.Code = "session.settings-unkept" // the form is lost as the program ends
)

func fault(code report.Code, args report.Args) report.Finding {
	return report.Finding{Code: code, Severity: report.Error, Args: args}
}
