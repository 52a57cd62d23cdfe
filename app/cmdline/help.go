package cmdline

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"auximage/app/words"
	"auximage/imaging/report"
)

// Describe gives the commands and flags their texts in the language in use, for
// completions and manual pages. They are not needed otherwise, and looking them
// up takes longer than reading a command line.
func Describe(root *cobra.Command) {
	root.Short, root.Long = words.L("command."), words.L("command.")+"\n\n"+ending(root)
	root.Example = example
	for _, c := range root.Commands() {
		c.Short = words.L("command." + c.Name())
		c.Long = c.Short + "\n\n" + ending(c)
		describeFlags(c)
	}
	describeFlags(root)
}

// describeFlags gives the flags of a command their texts.
func describeFlags(c *cobra.Command) {
	c.InitDefaultHelpFlag()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		f.Usage = words.L(keyOf(c, f))
		f.DefValue = f.Value.Type() // manual pages have no other word for what a flag takes
		if f.NoOptDefVal != "" {
			f.DefValue = f.NoOptDefVal
		}
	})
}

// keyOf returns the key of the text about a flag of a command.
func keyOf(c *cobra.Command, f *pflag.Flag) string {
	if own, ok := f.Value.(value); ok {
		return own.flag.about(Command(c.Name()))
	}
	return "flag." + f.Name // of every command
}

// example is a push as most need it.
const example = program + ` push --tag lhr.ocir.io/NAMESPACE/test-model:v1 \
  --model model.yaml --variables model.properties --archive archive.zip \
  --wdt latest --user NAMESPACE/USER --password-stdin < token`

// helpCommand is --help as a command.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:               string(helping) + " [COMMAND]",
		ValidArgsFunction: offerCommands,
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			switch {
			case err == nil && about.HasParent() && len(rest) > 0:
				return report.Fault(codeTooMany, nil, report.Args{"Command": string(helping), "Wanted": "[COMMAND]", "Text": strings.Join(rest, " ")})
			case err != nil || len(rest) > 0:
				return noCommand(c, rest)
			}
			return about.Help()
		},
	}
}

// offerCommands offers the commands that there is help about.
func offerCommands(c *cobra.Command, args []string, _ string) (names []string, _ cobra.ShellCompDirective) {
	if len(args) == 0 {
		for _, one := range c.Root().Commands() {
			if one.IsAvailableCommand() {
				names = append(names, one.Name()+"\t"+one.Short)
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// writeHelp writes what a command does and what it takes.
func writeHelp(to io.Writer, c *cobra.Command) {
	if !c.HasParent() {
		writeOverview(to, c)
		return
	}
	_, _ = fmt.Fprintf(to, "%s\n\n  %s\n", words.L("command."+c.Name()), c.UseLine())
	for _, g := range groups {
		heading := "\n" + words.L("flags."+string(g)) + "\n"
		for _, f := range table {
			if f.Group == g && c.Flags().Lookup(f.Name) != nil && Command(c.Name()).takes(f) {
				_, _ = io.WriteString(to, heading+row(f.usage(), words.L(f.about(Command(c.Name())))))
				heading = ""
			}
		}
	}
	_, _ = fmt.Fprintf(to, "\n%s\n", ending(c))
}

// outputs are the texts about what commands write on standard output.
var outputs = map[Command]string{
	Push: "command.output", Save: "command.output", Check: "command.output.check", Show: "command.output.show",
	Extract: "command.output.extract", Diff: "command.output.diff", Tags: "command.output.tags",
}

// ending returns what a command writes on standard output, and its exit codes.
func ending(c *cobra.Command) string {
	exit := "command.exit"
	if Command(c.Name()) == Diff {
		exit = "command.exit.diff"
	}
	if about := outputs[Command(c.Name())]; about != "" {
		return words.L(about) + "\n" + words.L(exit)
	}
	return words.L(exit)
}

// writeOverview writes what there is to do.
func writeOverview(to io.Writer, root *cobra.Command) {
	_, _ = fmt.Fprintf(to, "%s\n\n  %s\n\n", words.L("command."), root.UseLine())
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			_, _ = io.WriteString(to, row(c.Use, words.L("command."+c.Name())))
		}
	}
	for _, name := range []string{"help", "version"} {
		_, _ = io.WriteString(to, row("--"+name, words.L("flag."+name)))
	}
	_, _ = fmt.Fprintf(to, "\n%s\n\n%s\n", example, ending(root))
}

// usage returns the flag as it is typed.
func (f *Flag) usage() string {
	usage := "--" + f.Name
	if f.Value != "" {
		usage += " " + f.Value
	}
	if f.Many {
		usage += " …"
	}
	return usage
}

// column is where the texts begin.
const column = 32

// row returns a line of help: what is typed, and what that does, below it where
// it is long.
func row(typed, text string) string {
	if n := utf8.RuneCountInString(typed); n+4 <= column {
		return "  " + typed + strings.Repeat(" ", column-2-n) + text + "\n"
	}
	return "  " + typed + "\n" + strings.Repeat(" ", column) + text + "\n"
}
