package words

import (
	"strings"

	"auximage/imaging/report"
)

// Found returns how many errors and warnings are among findings: "1 error, 2
// warnings"; empty when there are none.
func Found(found []report.Finding) string {
	count := map[report.Severity]int{}
	for _, f := range found {
		count[f.Severity]++
	}
	var all []string
	if n := count[report.Error]; n > 0 {
		all = append(all, N("{{.Count}} errors", n))
	}
	if n := count[report.Warning]; n > 0 {
		all = append(all, N("{{.Count}} warnings", n))
	}
	return strings.Join(all, ", ")
}
