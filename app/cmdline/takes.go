package cmdline

import (
	"cmp"
	"slices"
)

// takes tells whether a command does something with a flag.
func (c Command) takes(f *Flag) bool { return len(f.commands) == 0 || slices.Contains(f.commands, c) }

// by is a flag that some commands alone do something with.
func (f *Flag) by(commands ...Command) *Flag {
	f.commands = commands
	return f
}

// told is a flag of which the help of some commands says another thing: the key of
// that text.
func (f *Flag) told(key string, commands ...Command) *Flag {
	if f.texts == nil {
		f.texts = map[Command]string{}
	}
	for _, c := range commands {
		f.texts[c] = key
	}
	return f
}

// about returns the key of the text about a flag in the help of a command.
func (f *Flag) about(c Command) string { return cmp.Or(f.texts[c], "flag."+f.Name) }
