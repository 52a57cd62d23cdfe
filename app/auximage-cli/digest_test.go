package main

import (
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/cmdline"
	"auximage/app/demo"
	"auximage/app/form"
)

func TestADigestOfTheBaseIsTakenOrRefused(t *testing.T) {
	d := try(t)
	model, good := filepath.Join(t.TempDir(), "model.yaml"), "sha256:"+strings.Repeat("a", 64)
	write(t, model, "topology:\n  Name: sample\n")
	args := append([]string{"push", "--tag", demo.Tag, "--model", model, "--wdt", "none", "--sign-in", "none"}, d.flags()...)
	for name, c := range map[string]struct {
		code  int
		flags []string
	}{
		"it is taken":                     {exitFailed, []string{"--base-digest", good}}, // nobody has it
		"it is too short":                 {exitUsage, []string{"--base-digest", "sha256:12345"}},
		"it is a tag":                     {exitUsage, []string{"--base-digest", "latest"}},
		"it is in upper case":             {exitUsage, []string{"--base-digest", strings.ToUpper(good)}},
		"the base is a file":              {exitUsage, []string{"--base-digest", good, "--base-file", model}},
		"the base is always pulled":       {exitUsage, []string{"--base-digest", good, "--always-pull"}},
		"the base has one of its own":     {exitUsage, []string{"--base-digest", good, "--base", "busybox@" + good}},
		"the base has one, and that only": {exitFailed, []string{"--base", "busybox@" + good}},
	} {
		t.Run(name, func(t *testing.T) {
			oneSentence(t, cli(t, "", append(args, c.flags...)...), c.code)
		})
	}
}

func TestTheCommandNamesTheDigestWhereItHasASay(t *testing.T) {
	digest := "sha256:" + strings.Repeat("a", 64)
	for name, c := range map[string]struct {
		base  func(*form.Form)
		named bool
	}{
		"of the program's own base": {func(*form.Form) {}, true},
		"always pulled":             {func(f *form.Form) { f.AlwaysPull = true }, false},
		"in a file":                 {func(f *form.Form) { f.CustomBase, f.BaseFile = true, "base.tar" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := inMemory(t)
			s.Edit(func(f *form.Form) { f.SetTag(demo.Tag) })
			s.Edit(c.base)
			s.Edit(func(f *form.Form) { f.BaseDigest = digest })
			if got := cmdline.Write(s.Snapshot(), cmdline.Bash); strings.Contains(got, "--base-digest "+digest) != c.named {
				t.Error(got)
			}
		})
	}
}
