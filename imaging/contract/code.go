package contract

import "auximage/imaging/report"

// The image as such.
const (
	CodePlatform  report.Code = "contract.platform"   // Want, Have: os/architecture
	CodeRoot      report.Code = "contract.root"       // User
	CodeNamedUser report.Code = "contract.named-user" // User
	CodeNoPath    report.Code = "contract.no-path"    //
	CodeHome      report.Code = "contract.home"       // Path

	CodeReservedHome report.Code = "contract.reserved-home" // Path, Folder: not the image's own at run time

	CodeHardLink report.Code = "contract.hard-link" // Path, Target
	CodeTooLarge report.Code = "contract.too-large" // Limit: entries or bytes
)

// The shell and its tools.
const (
	CodeNoShell      report.Code = "contract.no-shell"      //
	CodeDash         report.Code = "contract.dash"          // Path: what /bin/sh is in the end
	CodeUnknownShell report.Code = "contract.unknown-shell" // Path, Shell: its name, or empty
	CodeOldBusyBox   report.Code = "contract.old-busybox"   // Version
	CodeMachine      report.Code = "contract.machine"       // Path, Want: architecture
	CodeNoTool       report.Code = "contract.no-tool"       // Tools: names
	CodeMaybeTool    report.Code = "contract.maybe-tool"    // Tools: names
	CodeNoTmp        report.Code = "contract.no-tmp"        //
	CodeTmpMode      report.Code = "contract.tmp-mode"      // Mode
)

// The deploy tooling.
const (
	CodeNoTooling   report.Code = "contract.no-tooling"   // Path
	CodeIncomplete  report.Code = "contract.incomplete"   // Path, Count: missing altogether
	CodeOldTooling  report.Code = "contract.old-tooling"  // Version, Least
	CodeOffline     report.Code = "contract.offline"      // Version, Least
	CodeTooling     report.Code = "contract.tooling"      // Path: it was to be absent
	CodeLineEnd     report.Code = "contract.line-end"     // Path, Count
	CodeNotRunnable report.Code = "contract.not-runnable" // Path, Mode, Count
	CodeNotWritable report.Code = "contract.not-writable" // Path, Mode, Count
	CodeClosed      report.Code = "contract.closed"       // Path, Folder: on the way to it; Mode, OpenShift: for its user alone
	CodeUnreadable  report.Code = "contract.unreadable"   // Path, Mode, Count
	CodeOpenShift   report.Code = "contract.openshift"    // Path, Mode, Count
	CodeSetuid      report.Code = "contract.setuid"       // Path, Count
)

// The models.
const (
	CodeNoModels  report.Code = "contract.no-models"  // Path
	CodeNoYAML    report.Code = "contract.no-yaml"    // Path
	CodeFolder    report.Code = "contract.folder"     // Path
	CodeModelName report.Code = "contract.model-name" // Path
	CodeModelLink report.Code = "contract.model-link" // Path, Target
	CodeDotFile   report.Code = "contract.dot-file"   // Path
)
