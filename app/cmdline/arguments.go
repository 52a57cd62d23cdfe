package cmdline

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"auximage/imaging/report"
)

// arguments are what a command takes besides flags.
type arguments struct {
	text        string // as help shows them
	least, most int    // how many; a negative most is any number
}

// check returns that there are too few, or more than are taken.
func (a arguments) check(c Command, args []string) error {
	switch {
	case slices.Contains(args, ""):
		return report.Fault(codeEmpty, nil, report.Args{"Command": string(c), "Wanted": a.text})
	case len(args) < a.least:
		return report.Fault(codeFewArguments, nil, report.Args{"Command": string(c), "Wanted": a.text})
	case a.most < 0 || len(args) <= a.most:
		return nil
	case a.most == 0:
		return leftOver(args)
	}
	return report.Fault(codeTooMany, nil, report.Args{"Command": string(c), "Wanted": a.text, "Text": strings.Join(args[a.most:], " ")})
}

// complete offers files where an argument may name one.
func (a arguments) complete(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if a.most >= 0 && len(args) >= a.most {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveDefault
}

// leftOver returns that nothing takes these arguments, nil where there are none.
func leftOver(args []string) error {
	if len(args) == 0 {
		return nil
	}
	return report.Fault(codeLeftOver, nil, report.Args{"Text": strings.Join(args, " ")})
}
