package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"auximage/app/cloud"
	"auximage/app/demo"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestACheckOfAnExistingImageTellsProgramsWhatItHolds(t *testing.T) {
	d := try(t)
	pushed := cli(t, demo.Token, pushSample(t, d)...)
	if pushed.code != exitDone {
		t.Fatal(pushed.stderr)
	}
	got := cli(t, demo.Token, append([]string{"check", "--existing", "--json", "--tag", "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
		"--user", demo.User, "--password-stdin"}, d.flags()...)...)
	var told struct {
		Reference, Digest, WDTVersion string
		Files                         []string
	}
	if err := json.Unmarshal([]byte(got.stdout), &told); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	if reference := told.Reference + "@" + told.Digest; reference != strings.TrimSpace(pushed.stdout) {
		t.Errorf("got %s, want %s", reference, pushed.stdout)
	}
	if want := []string{"model.yaml", "model.properties", "archive.zip"}; told.WDTVersion == "" || len(told.Files) != len(want) ||
		slices.ContainsFunc(want, func(name string) bool { return !slices.Contains(told.Files, name) }) {
		t.Errorf("got WDT %q, files %q, want %q", told.WDTVersion, told.Files, want)
	}
}

func TestAFindingTellsProgramsItsLineCodeAndNextStep(t *testing.T) {
	d := try(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	write(t, model, "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n")
	args := pushSample(t, d)
	args[0] = "check"
	got := cli(t, demo.Token, append(args, "--model", model, "--as", "m.99.yaml", "--json")...)
	var told struct {
		Findings []struct {
			Code, Path, Text, Next string
			Line                   int
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &told); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	at := -1
	for i, f := range told.Findings {
		if f.Code == "model.clear-secret" {
			at = i
		}
	}
	if at < 0 || told.Findings[at].Line != 3 || told.Findings[at].Path != "domainInfo:/AdminPassword" || told.Findings[at].Next == "" || told.Findings[at].Text == "" {
		t.Errorf("got %+v", told.Findings)
	}
}

// TestTheCommandsSentencesNameFlags looks at all sentences but those of what the
// command says in words of its own, or never meets.
func TestTheCommandsSentencesNameFlags(t *testing.T) {
	data, err := os.ReadFile("../../assets/translations/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	words.Use("en")
	words.NameFlags()
	window := regexp.MustCompile(`(?i)\bpreferences\b|in the form\b|password field`)
	others := []report.Code{transport.CodePlainHTTP, transport.CodeNotTLS, session.CodeAllowPlainHTTP, cloud.CodeOtherNamespace, cloud.CodeOtherUser, cloud.CodeTokenEnded}
	looked := 0
	for key := range all {
		code := report.Code(strings.TrimSuffix(key, ".next"))
		if !regexp.MustCompile(`^[a-z]+\.[a-z-]+$`).MatchString(string(code)) || slices.Contains(others, code) {
			continue
		}
		looked++
		m := words.Of(report.Finding{Code: code, Args: report.Args{"Host": "h", "Path": "p"}, File: "f"})
		if text := m.String(); window.MatchString(text) {
			t.Errorf("%s: %s", code, text)
		}
	}
	if looked < 300 {
		t.Errorf("only %d sentences", looked)
	}
}
