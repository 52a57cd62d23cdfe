package prepare

import "auximage/imaging/report"

// Why a model could not be prepared. Args: Path of a home; Exit of the tool;
// Last, what it said last.
const (
	CodeNoJava    report.Code = "prepare.no-java"    // no JDK at Path
	CodeNoOracle  report.Code = "prepare.no-oracle"  // no Oracle home at Path
	CodeNoModel   report.Code = "prepare.no-model"   // nothing to prepare
	CodeNoTool    report.Code = "prepare.no-tool"    // the installer has no prepareModel
	CodeUnpack    report.Code = "prepare.unpack"     // the private folder cannot be written
	CodeFailed    report.Code = "prepare.failed"     // the tool ended with Exit
	CodeNotPlaced report.Code = "prepare.not-placed" // the result cannot be written to Path
)
