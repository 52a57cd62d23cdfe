package dictionary

import "auximage/imaging/report"

// Owns tells whether a code is one of this package.
func Owns(c report.Code) bool { return c.Family() == "dictionary" }

// What is wrong with names and shapes. All carry Location, the whole path of
// the place in the model, such as topology:/Server/ms1/ListenPrt; In is the
// path of what holds Name. The numbers are those of WLSDPLY messages.
const (
	CodeFolder     report.Code = "dictionary.folder"      // 05026. Name, In, Near, Belongs, Extra: a name where none belongs, Deletes: it begins with !
	CodeAttribute  report.Code = "dictionary.attribute"   // 05029. Name, In, Near, Belongs, Deletes
	CodeMapping    report.Code = "dictionary.mapping"     // 05038, 05032. Name, In, Got, Instance: a name level is missing
	CodeNameLevel  report.Code = "dictionary.name-level"  // Warning. Name, In: a folder's name where that of an instance stands
	CodeNameToken  report.Code = "dictionary.name-token"  // 05030, 05020. Name, In: with @@PROP in it
	CodeValueType  report.Code = "dictionary.value-type"  // 05017. Name, In, Want, Got
	CodePathType   report.Code = "dictionary.path-type"   // 05023. Name, In, Got
	CodeValue      report.Code = "dictionary.value"       // 05302, 05313, 12501, 12505, 12604. Name, In, Value, Allowed, Near
	CodeLimit      report.Code = "dictionary.limit"       // 05034, 05035. Name, In, Got
	CodeNeeds      report.Code = "dictionary.needs"       // 12504, 12600, 12603. In, Wanted
	CodeTwice      report.Code = "dictionary.twice"       // 12602. Name, In, Other
	CodeRole       report.Code = "dictionary.role"        // 12502. Name, In, Near
	CodeRetireBoth report.Code = "dictionary.retire-both" // 05315. In
	CodeRetireTime report.Code = "dictionary.retire-time" // 05316, 05317. Name, In, Value
)

// What is wrong with references into archives.
const (
	CodeNotInArchive report.Code = "dictionary.not-in-archive" // 05024, 12503, 12601. Name, In, Entry, Near
	CodeNoArchive    report.Code = "dictionary.no-archive"     // 05025. Warning. Name, In, Entry
	CodeDeployFolder report.Code = "dictionary.deploy-folder"  // 05240, 05241. Name, In, Entry, Folders
	CodePlan         report.Code = "dictionary.plan"           // 05242. Name, In
)

// What WDT passes over and does not do.
const (
	CodeVersion    report.Code = "dictionary.version"    // 05027. Warning. Name, In, Version, Versions, Online
	CodeSection    report.Code = "dictionary.section"    // Warning. Name, In, Belongs
	CodeProvider   report.Code = "dictionary.provider"   // 05037. Warning. Name, In, Near
	CodeDeprecated report.Code = "dictionary.deprecated" // 05303. Info. Name, In, Use
)

// What createDomain asks beyond validateModel.
const (
	CodePassword     report.Code = "dictionary.password"      // 05402 to 05414. Warning. User, In, Rule
	CodeNoTemplate   report.Code = "dictionary.no-template"   // 05200. Warning. Name, In
	CodeSameTemplate report.Code = "dictionary.same-template" // 05201. Warning. In, Template, Other
	CodeCreateNeeds  report.Code = "dictionary.create-needs"  // 05210, 05304 to 05310. Warning. In, Wanted
	CodeSecure       report.Code = "dictionary.secure"        // 05314. Warning. Version
)

// What is wrong with the kubernetes section, which createDomain does not read:
// warnings, with the Location too.
const (
	CodeField       report.Code = "dictionary.field"       // 05026. Name, In, Near
	CodeFieldShape  report.Code = "dictionary.field-shape" // 05038, 05040, 05032, 05017. Name, In, Want, Got
	CodeUnsupported report.Code = "dictionary.unsupported" // 05090. Name, In
	CodeLayout      report.Code = "dictionary.layout"      // 05026. In, Name: a key of the operator's version 4
)

// What is said about the judgement itself.
const (
	CodeOtherRules     report.Code = "dictionary.other-rules"     // Info. Version: of WDT, whose own rules are other
	CodeUnknownVersion report.Code = "dictionary.unknown-version" // Warning. Version: of WebLogic, which the tables do not name; Known: those that they name
	CodeTables         report.Code = "dictionary.tables"          // Warning. File: the installer. Cause: its tables cannot be read
)
