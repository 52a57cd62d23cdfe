package imaging

import "auximage/imaging/report"

// What this package finds itself.
const (
	CodeNothing      report.Code = "imaging.nothing"       // neither models nor an installer
	CodeTakenHome    report.Code = "imaging.taken-home"    // Path; Taken: what of the base is in its place
	CodeOwnerName    report.Code = "imaging.owner-name"    // Name: nobody can have it
	CodeBadOwner     report.Code = "imaging.bad-owner"     // Name: the base has no number for it, or several
	CodeSecretLabel  report.Code = "imaging.secret-label"  // Warning. Name: of a label whose value looks like a secret by it
	CodeNotAuxiliary report.Code = "imaging.not-auxiliary" // Reference; Path has neither WDT nor models

	CodeStrict report.Code = "imaging.strict" // Count: of warnings, which a strict Plan takes for failures

	CodeNotInImage      report.Code = "imaging.not-in-image"     // Reference, Name: no such file in the model home; Names: those there are; Untaken: others were asked for too
	CodeFileThere       report.Code = "imaging.file-there"       // File stands where something is to be taken out to
	CodeNotReplaced     report.Code = "imaging.not-replaced"     // File is a folder, a link or a device, where a file is to be taken out to
	CodeUnsafeName      report.Code = "imaging.unsafe-name"      // Reference, Name: of a file of the image, no name for one here
	CodeBomb            report.Code = "imaging.bomb"             // Reference, Name, Size: more than its layer can hold
	CodeNotAsSaid       report.Code = "imaging.not-as-said"      // Reference, Name: another content than the image's history says
	CodeUnreadLayers    report.Code = "imaging.unread-layers"    // Reference, Size (bytes): layers that were not looked into may hold or hide files
	CodeImageChanged    report.Code = "imaging.image-changed"    // File holds another image than the one that was opened
	CodePlatformsDiffer report.Code = "imaging.platforms-differ" // Reference holds on Others, of which Other is the first, another content than on Platform; What: files, owner, labels
	CodeNotOurs         report.Code = "imaging.not-ours"         // Reference: made by another program, so that its base is not known
	CodeUnjudged        report.Code = "imaging.unjudged"         // Info. Version: of WDT, which stays in the image with its tables
	CodeNothingIn       report.Code = "imaging.nothing-in"       // Reference holds no file that the operator takes
	CodeUnmerged        report.Code = "imaging.unmerged"         // a model cannot be read, so that the merged models were not compared
	CodeUncomparedBase  report.Code = "imaging.uncompared-base"  // which one a Create takes is not known yet
	CodeUncomparedWDT   report.Code = "imaging.uncompared-wdt"   // likewise
	CodeVersionCompared report.Code = "imaging.version-compared" // Version: of the WDT on both sides, whose files were not compared
	CodeNotTaken        report.Code = "imaging.not-taken"        // File could not be written

	CodeLinkTaken   report.Code = "imaging.link-taken"    // Link; Path: of the base, in its place; WDTHome, ModelHome
	CodeLinkClosed  report.Code = "imaging.link-closed"   // Link; Path: a folder above it that not all may enter; WDTHome, ModelHome
	CodeNoTooling   report.Code = "imaging.no-tooling"    // another image of the Domain must bring it
	CodeNoModelHome report.Code = "imaging.no-model-home" // Path: nothing goes into it
)
