package model

import (
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
)

// elsewhere are what the files refer to and do not hold. It may come from another
// image, from a ConfigMap or with the container, which nobody sees from here: a
// warning. So are the rules for passwords, which WDT asks when it makes a domain
// (createDomain) and not when it validates.
var elsewhere = map[report.Code]bool{
	CodeNoVariables: true, CodeNoArchive: true, CodeFileToken: true,
	dictionary.CodeNoArchive: true,
	dictionary.CodePassword:  true,
}

// Strict returns findings as validateModel's method "strict" and createDomain
// judge: as if nothing came from elsewhere. What is missing is an error then.
func Strict(found []report.Finding) []report.Finding {
	strict := make([]report.Finding, len(found))
	for i, f := range found {
		if elsewhere[f.Code] && f.Severity == report.Warning {
			f.Severity = report.Error
		}
		strict[i] = f
	}
	return strict
}

// Acceptable tells whether a person may go on in spite of an error: one that the
// installer's tables give, a variable that something else than the given files may
// define, and what is an error by Strict alone.
func Acceptable(f report.Finding) bool {
	known := dictionary.Owns(f.Code) || f.Code == CodeVariable || f.Code == CodeReference || elsewhere[f.Code]
	return f.Severity == report.Error && known
}
