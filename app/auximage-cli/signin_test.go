package main

import (
	"bytes"
	"context"
	"testing"

	"auximage/app/demo"
	"auximage/app/session"
	"auximage/imaging/ocir"
)

func TestTheAccountOfTheTargetsNamespaceComesFirst(t *testing.T) {
	accounts := []session.Account{{Host: "fra.ocir.io", User: "a/me"}, {Host: "lhr.ocir.io", User: "b/me"}, {Host: "lhr.ocir.io", User: "a/me"}}
	for reference, want := range map[string]string{
		"lhr.ocir.io/a/x:v1": "a/me",
		"lhr.ocir.io/b/x:v1": "b/me",
		"lhr.ocir.io/c/x:v1": "b/me",
		"ghcr.io/a/x:v1":     "",
	} {
		if got := known(accounts, ocir.Split(reference)); got != want {
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
	args := []string{push, "--tag", demo.Tag, "--user", demo.User, "--password-stdin", "--cache", "off"}
	if code := run(ctx, args, silent{interrupt}, &stdout, &stderr); code != exitInterrupted || stdout.Len() > 0 {
		t.Errorf("exit %d, stdout %q, stderr %q", code, &stdout, &stderr)
	}
}
