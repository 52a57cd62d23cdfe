package cmdline

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"auximage/imaging/report"
	"auximage/imaging/spelling"
)

// misuse returns what an error of the parser of a command's flags means, as a
// report.Finding.
// What a flag's own reader says of a value is the finding, or what it takes.
func misuse(c *cobra.Command, err error) error {
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
	case errors.As(err, &unknown) && !c.HasParent() && unknown.GetSpecifiedShortnames() == "":
		return noCommand(c, c.Flags().Args()) // none was found that could have the flag
	case errors.As(err, &unknown):
		return noFlag(c, unknown)
	case errors.As(err, &lacking):
		return report.Fault(codeNoValue, nil, report.Args{"Flag": lacking.GetSpecifiedName()})
	case errors.As(err, &refused):
		return badValue(refused)
	case errors.As(err, &syntax):
		return report.Fault(codeBadFlag, err, report.Args{"Text": syntax.GetSpecifiedFlag()})
	}
	return report.Fault(codeBadFlag, err, report.Args{"Text": err.Error()})
}

// badValue returns that a flag does not take a value, and what it takes: the
// flags' own readers say that, and those of the parser are switches.
func badValue(refused *pflag.InvalidValueError) error {
	wanted := refused.Unwrap().Error()
	if refused.GetFlag().Value.Type() == "bool" {
		wanted = "true, false"
	}
	return report.Fault(codeBadValue, nil, report.Args{"Flag": refused.GetFlag().Name, "Value": refused.GetValue(), "Wanted": wanted})
}

// noFlag returns that there is no such flag, with the one that is most like it,
// or that it has one dash only.
func noFlag(c *cobra.Command, unknown *pflag.NotExistError) error {
	if short, _, _ := strings.Cut(unknown.GetSpecifiedShortnames(), "="); len(short) > 1 {
		return report.Fault(codeOneDash, nil, report.Args{"Flag": short})
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	name := unknown.GetSpecifiedName()
	return report.Fault(codeUnknownFlag, nil, report.Args{"Flag": name, "Near": spelling.Nearest(name, names)})
}
