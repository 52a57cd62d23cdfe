package cmdline

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"auximage/assets"
	"auximage/imaging/report"
	"auximage/imaging/spelling"
)

const program = "auximage-cli"

// stream is what stands for standard input or output elsewhere, and for nothing here.
const stream = "-"

// Command is what there is to do.
type Command string

// The commands.
const (
	Push  Command = "push"
	Check Command = "check"
	Save  Command = "save"

	Show    Command = "show"
	Extract Command = "extract"
	Diff    Command = "diff"
	Tags    Command = "tags"

	completing Command = "completion"
	helping    Command = "help"
	telling    Command = "version"
)

// command is what Tree hands to its caller.
type command struct {
	name   Command
	groups []Group
	others []string // flags of other groups
	args   arguments
}

// commands are those that Tree hands to its caller, with what each takes: the
// inputs of one that makes an image can be given to the others as they are.
var commands = []command{
	{name: Push, groups: inputs}, {name: Check, groups: inputs}, {name: Save, groups: inputs},
	{name: Show, groups: looking, others: opening, args: arguments{text: "REF|FILE", least: 1, most: 1}},
	{name: Extract, groups: looking, others: opening, args: arguments{text: "REF|FILE DIR [NAME …]", least: 2, most: -1}},
	{name: Diff, groups: comparing, others: opening, args: arguments{text: sides, most: 2}},
	{name: Tags, groups: listing, args: arguments{text: "REF", least: 1, most: 1}},
}

// sides are what diff compares, as help shows them.
const sides = "REF|FILE [REF|FILE]"

// Tree returns the commands. Each hands its line to run; an error that comes
// before is a report.Finding about the usage.
func Tree(run func(context.Context, *Line) error) *cobra.Command {
	root := &cobra.Command{
		Use: program + " COMMAND [FLAG …]", DisableFlagsInUseLine: true, Version: assets.Version, Args: cobra.ArbitraryArgs,
		SilenceErrors: true, SilenceUsage: true, DisableAutoGenTag: true,
		RunE: noCommand,
	}
	cobra.EnableCommandSorting = false // they stand in the order in which they are used
	cobra.MousetrapHelpText = ""       // it knows English alone
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetVersionTemplate(`{{if eq (.Flags.Lookup "json").Value.String "true"}}{"version":"{{.Version}}"}{{else}}{{.Name}} {{.Version}}{{end}}` + "\n")
	root.SetFlagErrorFunc(misuse)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { writeHelp(c.OutOrStdout(), c) })
	root.Flags().Bool("version", false, "")
	takeSwitches(root)
	root.PersistentFlags().BoolP("help", "h", false, "")
	for _, c := range commands {
		root.AddCommand(c.tree(run))
	}
	root.AddCommand(completion(), version())
	root.SetHelpCommand(helpCommand())
	return root
}

// takeSwitches has the switches stand before the command too: without it cobra takes the
// command for the value of one.
func takeSwitches(root *cobra.Command) {
	for _, f := range table {
		if f.Value == "" {
			root.Flags().Bool(f.Name, false, "")
			root.Flags().Lookup(f.Name).Hidden = true
		}
	}
}

// tree returns the command as cobra has it.
func (k command) tree(run func(context.Context, *Line) error) *cobra.Command {
	line := newLine(k.name)
	c := &cobra.Command{
		Use: strings.TrimSpace(string(k.name)+" "+k.args.text) + " [FLAG …]", DisableFlagsInUseLine: true,
		Args: func(_ *cobra.Command, args []string) error { return k.args.check(k.name, args) },
		RunE: func(c *cobra.Command, args []string) error {
			line.Args = args
			if err := line.check(); err != nil {
				return err
			}
			return run(c.Context(), line)
		},
		ValidArgsFunction: k.args.complete,
	}
	c.Flags().SortFlags = false
	for _, f := range k.flags() {
		added := c.Flags().VarPF(value{f, line}, f.Name, "", "")
		if f.Value == "" {
			added.NoOptDefVal = "true"
		}
		added.Hidden = !k.name.takes(f)
		f.offer(c)
	}
	return c
}

// flags returns what a command takes, group by group.
func (k command) flags() (flags []*Flag) {
	for _, g := range groups {
		for _, f := range table {
			if f.Group == g && (slices.Contains(k.groups, g) || slices.Contains(k.others, f.Name)) {
				flags = append(flags, f)
			}
		}
	}
	return flags
}

// value hands what stands on the command line to a line.
type value struct {
	flag *Flag
	line *Line
}

var _ pflag.Value = value{}

// Set implements pflag.Value.
func (v value) Set(text string) error {
	if text == "" && v.flag.Value != "" {
		return report.Fault(codeNoValue, nil, report.Args{"Flag": v.flag.Name}) // an unset variable of a script
	}
	if name, dashed := strings.CutPrefix(text, "--"); dashed && v.flag.Value != "" && (name == "" || slices.ContainsFunc(table, func(f *Flag) bool { return f.Name == name })) {
		return report.Fault(codeNoValue, nil, report.Args{"Flag": v.flag.Name}) // the next flag came in its place
	}
	if text == stream && (strings.HasPrefix(v.flag.Value, "FILE") || strings.HasPrefix(v.flag.Value, "DIR")) {
		return report.Fault(codeNoStream, nil, report.Args{"Flag": v.flag.Name})
	}
	return v.line.give(v.flag, text)
}

// String implements pflag.Value: no default is shown.
func (v value) String() string { return "" }

// Type implements pflag.Value: how the flag's value is shown.
func (v value) Type() string { return v.flag.Value }

// noCommand returns that no command was given, or one that there is not.
func noCommand(root *cobra.Command, args []string) error {
	var names []string
	for _, c := range root.Root().Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	there := strings.Join(names, ", ")
	if len(args) == 0 {
		return report.Fault(codeNoCommand, nil, report.Args{"Commands": there})
	}
	return report.Fault(codeUnknownCommand, nil, report.Args{"Command": args[0], "Commands": there, "Near": spelling.Nearest(args[0], names)})
}

// version is --version as a command.
func version() *cobra.Command {
	c := &cobra.Command{
		Use: string(telling), Hidden: true,
		Args: func(_ *cobra.Command, args []string) error { return leftOver(args) },
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("json") {
				return json.NewEncoder(c.OutOrStdout()).Encode(map[string]string{"version": assets.Version})
			}
			_, err := fmt.Fprintln(c.OutOrStdout(), program, assets.Version)
			return err
		},
	}
	c.Flags().Bool("json", false, "")
	return c
}
