package imaging

import (
	"slices"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// Acceptable tells whether a person may go on in spite of an error: what the
// installer's tables alone say, and variables that are not among the given files.
func Acceptable(f report.Finding) bool { return model.Acceptable(f) }

// Acceptance returns what a Plan's Accepted names a finding by: its code and the
// place in the model, such as
// dictionary.attribute:topology:/Server/AdminServer/ListenPrt, or the variable's
// name.
func Acceptance(f report.Finding) string {
	what, located := f.Args["Location"].(string)
	if !located {
		what, _ = f.Args["Name"].(string)
	}
	return string(f.Code) + ":" + what
}

// AcceptanceOfContent returns the same for the content that the file has now: with
// another one the finding stops again.
func AcceptanceOfContent(f report.Finding) string { return Acceptance(f) + "@" + f.Digest }

func (p Plan) accepts(f report.Finding) bool { return Acceptable(f) && Accepts(p.Accepted, f) }

// Accepts tells whether a finding is among those that a Plan's Accepted names.
func Accepts(accepted []string, f report.Finding) bool {
	return slices.Contains(accepted, Acceptance(f)) || slices.Contains(accepted, AcceptanceOfContent(f))
}

// Strictly returns CodeStrict where there are warnings that nobody accepted, nil
// otherwise.
func Strictly(accepted []string, found []report.Finding) error {
	count := 0
	for _, f := range found {
		if f.Severity == report.Warning && !Accepts(accepted, f) {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	return report.Fault(CodeStrict, nil, report.Args{"Count": count})
}
