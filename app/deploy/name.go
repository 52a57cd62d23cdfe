package deploy

import (
	"regexp"

	"auximage/imaging/report"
)

// label is RFC 1123's: what Kubernetes takes for the name of a namespace.
var label = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`)

// Labels have at most 63 characters. The operator makes the names of servers'
// pods and services of a Domain's UID and so takes 45.
const (
	longestLabel = 63
	longestUID   = 45
)

// CheckUID returns what is wrong with a Domain's UID, nil when nothing is or it is empty.
func CheckUID(uid string) []report.Finding { return checked(uid, longestUID, CodeBadUID) }

// CheckNamespace returns what is wrong with the name of a namespace, nil when
// nothing is or it is empty.
func CheckNamespace(name string) []report.Finding {
	return checked(name, longestLabel, CodeBadNamespace)
}

func checked(name string, longest int, code report.Code) []report.Finding {
	if name == "" || len(name) <= longest && label.MatchString(name) {
		return nil
	}
	return []report.Finding{{Code: code, Severity: report.Error, Args: report.Args{"Name": name}}}
}
