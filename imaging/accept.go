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

// Strict returns findings judged as if nothing came from a ConfigMap, from another
// image or with the container: what the files refer to and do not hold is an error.
func Strict(found []report.Finding) []report.Finding { return model.Strict(found) }

// AcceptanceOfContent returns the same for the content that the file has now: with
// another one the finding stops again.
func AcceptanceOfContent(f report.Finding) string { return Acceptance(f) + "@" + f.Digest }

func (p Plan) accepts(f report.Finding) bool {
	return Acceptable(f) && (slices.Contains(p.Accepted, Acceptance(f)) || slices.Contains(p.Accepted, AcceptanceOfContent(f)))
}
