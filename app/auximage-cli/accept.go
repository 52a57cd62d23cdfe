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
		flag := "--accept " + cmdline.Bash.Word(imaging.Acceptance(f))
		_, _ = fmt.Fprintln(o.stderr, "  "+words.Of(report.Finding{Code: codeAccept, Args: report.Args{"Flag": flag}}).Sentence)
	}
}

// strictly returns why a run fails that takes no warnings, nil when there are
// none: the first error that is one by Strict alone, or how many warnings there are.
func strictly(found []report.Finding) error {
	warnings := 0
	for _, f := range found {
		if f.Severity == report.Error {
			return f
		}
		if f.Severity == report.Warning {
			warnings++
		}
	}
	if warnings == 0 {
		return nil
	}
	return report.Fault(codeStrict, nil, report.Args{"Count": warnings})
}

// idle says which values of --accept let nothing pass: what they name is mended,
// or was never found.
func (o *output) idle(accepted []string, found []report.Finding) {
	for _, name := range accepted {
		names := func(f report.Finding) bool {
			return name == imaging.Acceptance(f) || name == imaging.AcceptanceOfContent(f)
		}
		if !slices.ContainsFunc(found, names) {
			o.note(report.Finding{Code: codeIdleAccept, Severity: report.Warning, Args: report.Args{"Finding": name}})
		}
	}
}
