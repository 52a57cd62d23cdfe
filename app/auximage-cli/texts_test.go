package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
)

func TestWhatCannotBeWrittenAfterThePushIsSaidBeforeIt(t *testing.T) {
	d := try(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "")
	args := pushSample(t, d)
	nobody := slices.DeleteFunc(slices.Clone(args), func(arg string) bool {
		return arg == "--user" || arg == demo.User || arg == "--password-stdin"
	})
	for _, c := range []struct {
		name  string
		args  []string
		flags []string
		says  string
	}{
		{"a folder that is not there", args, []string{"--domain-yaml", filepath.Join(dir, "nowhere/x.yaml")}, "nowhere"},
		{"a folder that is a file", args, []string{"--pull-secret", filepath.Join(dir, "file/x.yaml")}, filepath.Join("file", "x.yaml")},
		{"a file that is a folder", args, []string{"--domain-yaml", dir}, dir},
		{"a pull secret of nobody", nobody, []string{"--pull-secret", filepath.Join(dir, "x.yaml")}, "--user"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := tree(t, dir)
			got := cli(t, demo.Token, append(slices.Clone(c.args), c.flags...)...)
			oneSentence(t, got, exitFailed)
			if strings.Count(got.stderr, "\n") != 1 || !strings.Contains(got.stderr, c.says) {
				t.Errorf("it worked first, or does not name %s: %s", c.says, got.stderr)
			}
			if after := tree(t, dir); before != after {
				t.Errorf("left behind: before\n%safter\n%s", before, after)
			}
		})
	}
}

// with returns a command line with more flags.
func with(args []string, flags ...string) []string { return append(slices.Clone(args), flags...) }
