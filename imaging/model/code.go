package model

import "auximage/imaging/report"

// What is wrong with a file as such.
const (
	CodeMissing     report.Code = "model.missing"      // Cause
	CodeDirectory   report.Code = "model.directory"    //
	CodeNotAFile    report.Code = "model.not-a-file"   //
	CodeUnreadable  report.Code = "model.unreadable"   // Cause
	CodeEmpty       report.Code = "model.empty"        //
	CodeTooMany     report.Code = "model.too-many"     // Files, Limit: numbers
	CodeTooLarge    report.Code = "model.too-large"    // Size, Limit: bytes
	CodeLarge       report.Code = "model.large"        // Characters, Limit: of the deploy tooling; FileSize: what to set it to
	CodeOtherKind   report.Code = "model.other-kind"   // Kind: what is wanted
	CodeControl     report.Code = "model.control"      // Character: such as U+0000
	CodeEncoding    report.Code = "model.encoding"     //
	CodeLatin1      report.Code = "model.latin1"       // Name: of a variable with such a value
	CodeByteOrder   report.Code = "model.byte-order"   //
	CodeName        report.Code = "model.name"         // Name, GoodName
	CodeSameName    report.Code = "model.same-name"    // Name, Other: the other file
	CodeForeign     report.Code = "model.foreign"      // Name
	CodeOrder       report.Code = "model.order"        // First, Second: names, Numbered: []string in the person's order
	CodeNoModel     report.Code = "model.no-model"     //
	CodePrivateKey  report.Code = "model.private-key"  //
	CodeClearSecret report.Code = "model.clear-secret" // Key
	CodeNotMovable  report.Code = "model.not-movable"  // a secret that only a person can take out
)

// What is wrong with a model.
const (
	CodeSyntax         report.Code = "model.syntax"          // Problem: a snakeyaml.ProblemKind
	CodeTab            report.Code = "model.tab"             //
	CodeQuote          report.Code = "model.quote"           // Character
	CodeDuplicate      report.Code = "model.duplicate"       // Key, First: line
	CodeDocuments      report.Code = "model.documents"       // Count
	CodeNotSections    report.Code = "model.not-sections"    //
	CodeKeyType        report.Code = "model.key-type"        // Key
	CodeValueType      report.Code = "model.value-type"      // Value
	CodeTag            report.Code = "model.tag"             // Tag
	CodeTagValue       report.Code = "model.tag-value"       // Tag: with a value that does not fit, or one of Java's
	CodeMerge          report.Code = "model.merge"           //
	CodeTemplate       report.Code = "model.template"        //
	CodeAliases        report.Code = "model.aliases"         // Limit
	CodeNesting        report.Code = "model.nesting"         // Limit
	CodeSection        report.Code = "model.section"         // Section, Near: a known one that looks alike, or empty
	CodeOldSection     report.Code = "model.old-section"     // Section, Version
	CodeDeletesNothing report.Code = "model.deletes-nothing" // Section
	CodeSectionValue   report.Code = "model.section-value"   // Section
	CodeNoCredentials  report.Code = "model.no-credentials"  // Key: the missing one, or both
	CodeEncrypted      report.Code = "model.encrypted"       // Count
	CodePlaceholder    report.Code = "model.placeholder"     // Key, Value
)

// What is wrong with tokens and variables.
const (
	CodeVariable      report.Code = "model.variable"       // Name, Near: a defined one that looks alike, or empty
	CodeNoVariables   report.Code = "model.no-variables"   // Name: no variable file at all; once for each name
	CodeToken         report.Code = "model.token"          // Token, Form: how it is written
	CodeUnknownToken  report.Code = "model.unknown-token"  // Token
	CodeFileToken     report.Code = "model.file-token"     // Target: the path in the container
	CodeSecretName    report.Code = "model.secret-name"    // Name
	CodeUnused        report.Code = "model.unused"         // Name
	CodeEscape        report.Code = "model.escape"         // Escape
	CodeRedefined     report.Code = "model.redefined"      // Name, First: line
	CodeReference     report.Code = "model.reference"      // Name, Reference
	CodeCycle         report.Code = "model.cycle"          // Names: []string
	CodeEmptyPassword report.Code = "model.empty-password" // Name
)

// What is wrong with archives.
const (
	CodeNotInArchive report.Code = "model.not-in-archive" // Entry, Near: an entry that looks alike, or empty
	CodeNoArchive    report.Code = "model.no-archive"     // Entry: no archive at all
	CodeOldLocation  report.Code = "model.old-location"   // Entry, Location, Version
	CodeNewLocation  report.Code = "model.new-location"   // Entry, Location, Version
	CodeOutside      report.Code = "model.outside"        // Folder: above wlsdeploy, or empty
	CodeNoEntries    report.Code = "model.no-entries"     //
	CodeKeyStore     report.Code = "model.key-store"      // Entry, Count
	CodeArchivedKey  report.Code = "model.archived-key"   // Entry
)
