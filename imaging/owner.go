package imaging

import (
	"regexp"
	"strconv"
	"strings"

	"auximage/imaging/contract"
	"auximage/imaging/report"
)

// defaultUser is the uid that the operator runs the copy as; group 0 is what
// OpenShift runs it as.
const defaultUser = 1000

// known are the names that the WebLogic Image Tool gives meaning to on a base
// that does not know them.
var known = map[string]int{"oracle": 1000, "root": 0}

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

// ids returns the numbers of the owner on a base.
func (o Owner) ids(base contract.Tree) (uid, gid int, err error) {
	if uid, err = id(o.User, defaultUser, base, "/etc/passwd"); err != nil {
		return 0, 0, err
	}
	gid, err = id(o.Group, 0, base, "/etc/group")
	return uid, gid, err
}

// id returns a number as it is, or that of a name in a list of accounts.
func id(name string, fallback int, base contract.Tree, list string) (int, error) {
	if n, ok := number(name, fallback); ok {
		return n, nil
	}
	for line := range strings.Lines(base.Text(list)) {
		fields := strings.Split(strings.TrimSpace(line), ":")
		if len(fields) < 3 || fields[0] != name {
			continue
		}
		if n, ok := number(fields[2], -1); ok && n >= 0 {
			return n, nil
		}
	}
	if n, ok := known[name]; ok {
		return n, nil
	}
	return 0, report.Fault(CodeOwner, nil, report.Args{"Name": name})
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
