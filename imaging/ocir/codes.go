package ocir

import "auximage/imaging/report"

// What Check and CheckUser find.
const (
	CodePlaceholderHost      report.Code = "ocir.placeholder-host"      // Text
	CodePlaceholderNamespace report.Code = "ocir.placeholder-namespace" // Text
	CodePlaceholderUser      report.Code = "ocir.placeholder-user"      // Text
	CodePlaceholderName      report.Code = "ocir.placeholder-name"      // Text: your_first_name
	CodePlaceholder          report.Code = "ocir.placeholder"           // Text: <anything>

	CodeDockerHub       report.Code = "ocir.docker-hub"        // Info. Reference in full; there is no host
	CodeUnknownRegion   report.Code = "ocir.unknown-region"    // Info. Host looks like OCIR's, its region is not known
	CodeBadHost         report.Code = "ocir.bad-host"          // Host
	CodeBadPort         report.Code = "ocir.bad-port"          // Host, Port
	CodeHostUpperCase   report.Code = "ocir.host-upper-case"   // Host, Suggestion
	CodeNoNamespace     report.Code = "ocir.no-namespace"      // Host
	CodeBadNamespace    report.Code = "ocir.bad-namespace"     // Namespace, Character, Suggestion
	CodeTenancyName     report.Code = "ocir.tenancy-name"      // Namespace, Character. No namespace of Oracle's
	CodeNoRepository    report.Code = "ocir.no-repository"     // -
	CodeBadRepository   report.Code = "ocir.bad-repository"    // Repository, Character, Suggestion
	CodeUpperCase       report.Code = "ocir.upper-case"        // Text, Suggestion
	CodeNameTooLong     report.Code = "ocir.name-too-long"     // Length, Max, in characters
	CodeNoVersion       report.Code = "ocir.no-version"        // -
	CodeBadVersion      report.Code = "ocir.bad-version"       // Version, Character
	CodeVersionTooLong  report.Code = "ocir.version-too-long"  // Length, Max, in characters
	CodeVersionLatest   report.Code = "ocir.version-latest"    // Warning
	CodeDigest          report.Code = "ocir.digest"            // Version: a digest was given
	CodeUserNamespace   report.Code = "ocir.user-namespace"    // Warning. UserNamespace, Namespace
	CodeUserNoNamespace report.Code = "ocir.user-no-namespace" // Warning. User, Suggestion
	CodeUserIsToken     report.Code = "ocir.user-is-token"     // Warning; the text is not in Args, it may be secret
	CodeBadUser         report.Code = "ocir.bad-user"          // Character
)

func fault(code report.Code, args report.Args) []report.Finding {
	return []report.Finding{{Code: code, Severity: report.Error, Args: args}}
}

func remark(severity report.Severity, code report.Code, args report.Args) []report.Finding {
	return []report.Finding{{Code: code, Severity: severity, Args: args}}
}

// Owns tells whether a code is one of this package.
func Owns(c report.Code) bool { return c.Family() == "ocir" }
