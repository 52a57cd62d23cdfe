package main

import (
	"fmt"
	"slices"

	"auximage/app/cmdline"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// acceptance says how an error can be let pass, when it can.
func (o *output) acceptance(f report.Finding) {
	if imaging.Acceptable(f) {
		o.accept(f)
	}
}

// accept says which flag lets a finding pass.
func (o *output) accept(f report.Finding) {
	flag := "--accept " + cmdline.Bash.Word(imaging.Acceptance(f))
	_, _ = fmt.Fprintln(o.stderr, "  "+words.Of(report.Finding{Code: codeAccept, Args: report.Args{"Flag": flag}}).Sentence)
}

// acceptances says how the warnings can be let pass, of a run that takes none.
func (o *output) acceptances(accepted []string, found []report.Finding) {
	for _, f := range found {
		if f.Severity == report.Warning && !imaging.Accepts(accepted, f) {
			o.accept(f)
		}
	}
}

// idle says which values of --accept let nothing pass: what they name is mended,
// or was never found.
func (o *output) idle(accepted []string, found []report.Finding) {
	for _, name := range accepted {
		names := func(f report.Finding) bool { return imaging.Accepts([]string{name}, f) }
		if !slices.ContainsFunc(found, names) {
			o.note(report.Finding{Code: codeIdleAccept, Severity: report.Warning, Args: report.Args{"Finding": name}})
		}
	}
}
