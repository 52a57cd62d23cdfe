package cmdline

import (
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"auximage/imaging/report"
)

// misuse returns what an error of the flags' parser means, as a report.Finding.
// What a flag's own reader says of a value is the finding, or what it takes.
func misuse(err error) error {
	var (
		unknown *pflag.NotExistError
		lacking *pflag.ValueRequiredError
		refused *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	if _, found := report.Of(err); found {
		return err
	}
	switch {
	case errors.As(err, &unknown):
		return noFlag(unknown)
	case errors.As(err, &lacking):
		return report.Fault(codeNoValue, nil, report.Args{"Flag": lacking.GetSpecifiedName()})
	case errors.As(err, &refused):
		return report.Fault(codeBadValue, err, report.Args{
			"Flag": refused.GetFlag().Name, "Value": refused.GetValue(), "Wanted": refused.Unwrap().Error(),
		})
	case errors.As(err, &syntax):
		return report.Fault(codeBadFlag, err, report.Args{"Text": syntax.GetSpecifiedFlag()})
	}
	return report.Fault(codeBadFlag, err, report.Args{"Text": err.Error()})
}

// noFlag returns that there is no such flag, or that it has one dash only.
func noFlag(unknown *pflag.NotExistError) error {
	short, _, _ := strings.Cut(unknown.GetSpecifiedShortnames(), "=")
	if len(short) > 1 {
		return report.Fault(codeOneDash, nil, report.Args{"Flag": short})
	}
	return report.Fault(codeUnknownFlag, nil, report.Args{"Flag": unknown.GetSpecifiedName()})
}
