package cmdline

import (
	"slices"
	"strings"

	"auximage/imaging/report"
)

// takes tells whether a command does something with a flag.
func (c Command) takes(f *Flag) bool { return len(f.commands) == 0 || slices.Contains(f.commands, c) }

// by is a flag that some commands alone do something with.
func (f *Flag) by(commands ...Command) *Flag {
	f.commands = commands
	return f
}

// making are the groups of what an image is made of and how, which one that is
// made already has no use for.
var making = []Group{Content, Tooling, Base, Layout, Judgement, Preparing}

// usesSaved tells whether the push of a saved image does something with a flag: a
// Domain for it has to be told where things are in the image.
func usesSaved(f *Flag) bool {
	switch f.Name {
	case "wdt-home", "model-home", "wdt-releases":
		return true
	case "domain-file", "existing":
		return false
	}
	return !slices.Contains(making, f.Group)
}

// idle returns that flags were given which would have no effect, nil when there
// are none.
func (l *Line) idle() error {
	command, uses := string(l.Command), l.Command.takes
	if l.Command == Push && l.From != "" {
		command, uses = "push --from", func(f *Flag) bool { return l.Command.takes(f) && usesSaved(f) }
	}
	var names []string
	for _, g := range l.given {
		if name := "--" + g.flag.Name; !uses(g.flag) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names == nil {
		return nil
	}
	return report.Fault(codeIdleFlags, nil, report.Args{"Command": command, "Names": strings.Join(names, ", ")})
}
