package testkit

import (
	"slices"
	"strings"
)

// Instead returns a command line with more flags, each in place of those of the same
// name: a flag that has one value is given once.
func Instead(args []string, more ...string) []string {
	args = slices.Clone(args)
	for _, flag := range more {
		for at := slices.Index(args, flag); at >= 0 && strings.HasPrefix(flag, "--"); at = slices.Index(args, flag) {
			end := at + 1
			if end < len(args) && !strings.HasPrefix(args[end], "--") {
				end++ // its value
			}
			args = slices.Delete(args, at, end)
		}
	}
	return append(args, more...)
}
