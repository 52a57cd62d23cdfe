package main

import (
	"testing"

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
