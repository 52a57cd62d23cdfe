package contract

import (
	"path"
	"regexp"
	"strings"

	"auximage/imaging/report"
)

// goodHome is what the operator's script, which uses the path without quotes, and
// the kubelet, which expands $(NAME) in it, leave as it is.
var goodHome = regexp.MustCompile(`^(/[A-Za-z0-9._+@=~%-]{1,255})+$`)

// reserved are folders that are not the image's own once it runs: the operator
// mounts its volume and its scripts, the runtime its own, and /tmp is for the log
// of the copy and often a volume too.
var reserved = []string{"/tmp", "/tmpAuxiliaryImage", "/weblogic-operator", "/dev", "/proc", "/sys", "/run", "/var/run"}

// CheckHome returns why a path can be no home in an image, nil when it can.
func CheckHome(home string) *report.Finding {
	if !goodHome.MatchString(home) || path.Clean(home) != home {
		return &report.Finding{Code: CodeHome, Severity: report.Error, Args: report.Args{"Path": home}}
	}
	for _, folder := range reserved {
		if home == folder || strings.HasPrefix(home, folder+"/") {
			return &report.Finding{Code: CodeReservedHome, Severity: report.Error, Args: report.Args{"Path": home, "Folder": folder}}
		}
	}
	return nil
}

// homes refuses paths that the operator cannot use.
func (c *check) homes() {
	for _, home := range []string{c.WDTHome, c.ModelHome} {
		if bad := CheckHome(home); bad != nil {
			c.findings = append(c.findings, *bad)
		}
	}
}
