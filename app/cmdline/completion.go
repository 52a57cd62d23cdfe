package cmdline

import (
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"auximage/imaging/report"
)

// Completions are the shells for which there is one, with what writes it.
var Completions = map[string]func(root *cobra.Command, to io.Writer) error{
	"bash":       func(root *cobra.Command, to io.Writer) error { return root.GenBashCompletionV2(to, true) },
	"zsh":        (*cobra.Command).GenZshCompletion,
	"fish":       func(root *cobra.Command, to io.Writer) error { return root.GenFishCompletion(to, true) },
	"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
}

// completion writes what has a shell complete commands, flags and values.
func completion() *cobra.Command {
	shells := slices.Sorted(maps.Keys(Completions))
	return &cobra.Command{
		Use: string(completing) + " " + strings.Join(shells, "|"), DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return shells, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if write := Completions[strings.Join(args, " ")]; write != nil {
				return write(c.Root(), c.OutOrStdout())
			}
			return report.Fault(codeUnknownShell, nil, report.Args{"Shells": strings.Join(shells, ", ")})
		},
	}
}

// offer has the flag of a command complete its values.
func (f *Flag) offer(c *cobra.Command) {
	err := c.RegisterFlagCompletionFunc(f.Name, func(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return f.offered()
	})
	if err != nil {
		panic(err) // the command has the flag, once
	}
}

// offered returns the values to choose from, and what else may stand there.
func (f *Flag) offered() ([]string, cobra.ShellCompDirective) {
	var values []string
	if f.values != nil {
		values = f.values()
	}
	switch {
	case strings.HasPrefix(f.Value, "DIR"):
		return values, cobra.ShellCompDirectiveDefault
	case !strings.HasPrefix(f.Value, "FILE"):
		return values, cobra.ShellCompDirectiveNoFileComp
	case values == nil && f.endings != nil:
		return f.endings, cobra.ShellCompDirectiveFilterFileExt
	}
	return values, cobra.ShellCompDirectiveDefault
}
