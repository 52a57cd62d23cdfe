package model

import (
	"strconv"
	"unicode/utf8"

	"auximage/imaging/report"
)

// largest is how many characters of a model the deploy tooling reads unless it
// is told otherwise: SnakeYAML's LoaderOptions, codePointLimit.
const largest = 3 << 20

// large names the models that the deploy tooling reads only when the Domain says
// so, which releases before 2.4 need not be told.
func (r *reading) large() {
	if below(r.version, "2.4") {
		return
	}
	var found []report.Finding
	for _, d := range r.documents {
		size := utf8.RuneCount(d.text)
		if size <= largest {
			continue
		}
		r.fileSize = max(r.fileSize, roomFor(size))
		found = append(found, d.at(CodeLarge, report.Warning, 0, 0, report.Args{"Characters": size, "Limit": largest}))
	}
	for i := range found {
		found[i].Args["FileSize"] = strconv.Itoa(r.fileSize) // to be copied: without separators
	}
	r.findings = append(r.findings, found...)
}

// roomFor returns a limit that a model of a size keeps to after small edits: the
// next full 1,048,576 characters.
func roomFor(size int) int {
	const step = 1 << 20
	return (size/step + 1) * step
}
