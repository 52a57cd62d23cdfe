package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/imaging/ocir"
)

func TestTheAccountOfTheTargetsNamespaceComesFirst(t *testing.T) {
	accounts := []accounts.Account{{Host: "fra.ocir.io", User: "a/me"}, {Host: "lhr.ocir.io", User: "b/me"}, {Host: "lhr.ocir.io", User: "a/me"}}
	for reference, want := range map[string]string{
		"lhr.ocir.io/a/x:v1": "a/me",
		"lhr.ocir.io/b/x:v1": "b/me",
		"lhr.ocir.io/c/x:v1": "b/me",
		"ghcr.io/a/x:v1":     "",
	} {
		if got := lastUser(accounts, ocir.Split(reference)); got != want {
			t.Errorf("%s: %q, want %q", reference, got, want)
		}
	}
}

// silent is a standard input that stays open and says nothing.
type silent struct{ asked func() }

func (s silent) Read([]byte) (int, error) {
	s.asked()
	select {}
}

func TestAnInterruptEndsTheReadingOfASilentInput(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	var stdout, stderr bytes.Buffer
	args := []string{"push", "--tag", demo.Tag, "--user", demo.User, "--password-stdin", "--cache", "off"}
	if code := run(ctx, args, silent{interrupt}, &stdout, &stderr); code != exitInterrupted || stdout.Len() > 0 {
		t.Errorf("exit %d, stdout %q, stderr %q", code, &stdout, &stderr)
	}
}

func TestWhatLacksAPasswordIsToldTheFlagsThatGiveOne(t *testing.T) {
	model := filepath.Join(t.TempDir(), "m.yaml")
	write(t, model, "topology: {Name: a}\n")
	for name, tag := range map[string]string{"Oracle": "lhr.ocir.io/ns/a:v1", "another": "localhost:1/a/b:v1"} {
		got := cli(t, "", "push", "--tag", tag, "--model", model, "--wdt", "none", "--cache", "off", "--user", "ns/me")
		if got.code != exitFailed || !strings.Contains(got.stderr, "Give it with --password-stdin or --password-file") {
			t.Errorf("%s: %+v, want the flags named", name, got)
		}
	}
	for _, line := range []string{"show localhost:1/a/b:v1", "tags localhost:1/a/b", "diff localhost:1/a/b:v1 localhost:1/a/b:v2", "check --existing --tag localhost:1/a/b:v1", "push --change localhost:1/a/b:v1"} {
		got := cli(t, "", append(strings.Fields(line), "--cache", "off", "--user", "me", "--patience", "1")...)
		if got.code == exitDone || !strings.Contains(got.stderr, "The password of me is missing. Give it with --password-stdin") {
			t.Errorf("%s: %+v, want the password named", line, got)
		}
	}
}

func TestAPasswordIsSomebodysAndComesFromOnePlace(t *testing.T) {
	for name, c := range map[string]struct {
		flags []string
		says  string
	}{
		"nobody's, from standard input": {[]string{"--password-stdin"}, "--user"},
		"nobody's, from a file":         {[]string{"--password-file", "secret"}, "--user"},
		"for those without an account":  {[]string{"--password-stdin", "--sign-in", "none"}, "--sign-in none does nothing with --password-stdin"},
		"from two places":               {[]string{"--user", demo.User, "--password-stdin", "--password-file", "secret"}, "Leave out one"},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, demo.Token, append([]string{"push", "--tag", demo.Tag, "--cache", "off"}, c.flags...)...)
			oneSentence(t, got, exitUsage)
			if !strings.Contains(got.stderr, c.says) {
				t.Errorf("%q does not name %s", got.stderr, c.says)
			}
		})
	}
}
