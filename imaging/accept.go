package imaging

import (
	"slices"
	"strings"

	"auximage/imaging/report"
)

// Acceptable tells whether a person may go on in spite of an error: one that the
// installer's tables alone give.
func Acceptable(f report.Finding) bool {
	return f.Severity == report.Error && strings.HasPrefix(string(f.Code), "dictionary.")
}

// Acceptance returns what a Plan's Accepted names a finding by: its code and the
// place in the model, such as
// dictionary.attribute:topology:/Server/AdminServer/ListenPrt.
func Acceptance(f report.Finding) string {
	location, _ := f.Args["Location"].(string)
	return string(f.Code) + ":" + location
}

// AcceptanceOfContent returns the same for the content that the file has now: with
// another one the finding stops again.
func AcceptanceOfContent(f report.Finding) string { return Acceptance(f) + "@" + f.Digest }

func (p Plan) accepts(f report.Finding) bool {
	return Acceptable(f) && (slices.Contains(p.Accepted, Acceptance(f)) || slices.Contains(p.Accepted, AcceptanceOfContent(f)))
}
