package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAValueThatNoRunWouldTakeIsWrongUsage(t *testing.T) {
	dir := t.TempDir()
	m := filepath.Join(dir, "m.yaml")
	write(t, m, "topology: {Name: a}\n")
	for what, flags := range map[string][]string{
		"a digest in the tag":      {"--tag", "localhost:1/a/b@sha256:x", "--model", m},
		"another system":           {"--platform", "windows/amd64", "--model", m},
		"an owner that nobody is":  {"--owner", "-1:3", "--model", m},
		"a home without a root":    {"--wdt-home", "tmp", "--model", m},
		"a UID that is no name":    {"--domain-uid", "A_B", "--domain-yaml", filepath.Join(dir, "d.yaml"), "--model", m},
		"a folder in a name":       {"--model", m, "--as", "a/b.yaml"},
		"a namespace that is none": {"--domain-namespace", "A_B", "--domain-yaml", filepath.Join(dir, "d.yaml"), "--model", m},
	} {
		t.Run(what, func(t *testing.T) {
			args := []string{"push", "--wdt", "none", "--cache", "off", "--sign-in", "none"}
			if flags[0] != "--tag" {
				args = append(args, "--tag", "localhost:1/a/b:v1")
			}
			oneSentence(t, cli(t, "", append(args, flags...)...), exitUsage)
		})
	}
}

func TestARegionMayBeAHostWithAPort(t *testing.T) {
	m := filepath.Join(t.TempDir(), "m.yaml")
	write(t, m, "topology: {Name: a}\n")
	got := cli(t, "", "push", "--region", "localhost:1", "--namespace", "ns", "--name", "r:v1", "--model", m, "--wdt", "none", "--cache", "off", "--user", "me")
	if got.code != exitFailed || !strings.Contains(got.stderr, "The password of me is missing") {
		t.Errorf("got %+v, want the account's password asked for", got)
	}
}
