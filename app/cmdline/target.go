package cmdline

import (
	"strings"

	"auximage/app/session"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// checkTarget returns what a line lacks that says where the image goes. A project and a
// profile of Oracle Cloud have parts of it; a digest in it is judged with the rest.
func (l *Line) checkTarget() error {
	target := ocir.Split(ocir.Clean(l.Tag))
	elsewhere := l.Project != "" || l.OCIProfile != ""
	parts := l.Region != "" || l.Namespace != "" || l.Name != ""
	switch {
	case parts && l.Tag != "", !parts && l.Tag == "" && l.Project == "" && l.From == "" && l.Change == "":
		return report.Fault(CodeTagOrParts, nil, nil)
	case parts && !elsewhere && (l.Region == "" || l.Namespace == "" || l.Name == ""):
		return report.Fault(CodeTagOrParts, nil, nil)
	case l.Tag != "" && target.Repository == "" && target.Version != "":
		return report.Fault(session.CodeNoTag, nil, nil)
	case l.Tag != "" && !strings.Contains(l.Tag, "@") && target.Version == "":
		return report.Fault(codeNoVersion, nil, report.Args{"Flag": "tag", "Value": l.Tag})
	case l.Name != "" && l.Project == "" && !strings.Contains(strings.Trim(l.Name, ":"), ":"):
		return report.Fault(codeNoVersion, nil, report.Args{"Flag": "name", "Value": l.Name})
	}
	return nil
}
