package dictionary

import (
	"slices"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// mark is what makes a finding the same by another version.
type mark struct {
	code     report.Code
	severity report.Severity
	place    tree.Place
	location any
}

func (f Finding) mark() mark { return mark{f.Code, f.Severity, f.At, f.Args["Location"]} }

// both returns those of ours that are among theirs, as often as there.
func both(ours, theirs []Finding) []Finding {
	count := make(map[mark]int, len(theirs))
	for _, f := range theirs {
		count[f.mark()]++
	}
	return slices.DeleteFunc(ours, func(f Finding) bool {
		count[f.mark()]--
		return count[f.mark()] < 0
	})
}

// soften makes warnings of errors that another release's rules may not know.
func soften(found []Finding, version string) []Finding {
	softened := false
	for i := range found {
		if found[i].Severity == report.Error {
			found[i].Severity, softened = report.Warning, true
		}
	}
	if softened {
		said := report.Finding{Code: CodeOtherRules, Severity: report.Info, Args: report.Args{"Version": version, "Location": ""}}
		found = append(found, Finding{Finding: said})
	}
	return found
}
