package imaging

import (
	"regexp"
	"strconv"

	"auximage/imaging/report"
)

// DefaultUser is the uid that the operator runs the copy as; group 0 is what
// OpenShift runs it as.
const DefaultUser = 1000

// ownerName is a name as useradd and the WebLogic Image Tool take it.
var ownerName = regexp.MustCompile(`^[a-z_][a-z0-9_-]{0,31}$`)

// Check returns why nobody of the name can own files, as far as that shows
// without the base.
func (o Owner) Check() []report.Finding {
	var found []report.Finding
	for _, name := range []string{o.User, o.Group} {
		if _, ok := number(name, 0); !ok && !ownerName.MatchString(name) {
			found = append(found, report.Finding{Code: CodeOwnerName, Severity: report.Error, Args: report.Args{"Name": name}})
		}
	}
	return found
}

// number returns the number that a text is; one of 31 bits, which is what
// container runtimes take.
func number(text string, fallback int) (int, bool) {
	if text == "" {
		return fallback, true
	}
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}
