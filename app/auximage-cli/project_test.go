package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/project"
	"auximage/assets"
)

const phrase = "correct horse"

// labProject writes a project file over the sample's files, with the try-out's
// tag and its sign-in under the passphrase.
func labProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	sample, err := assets.WriteSample(dir)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "lab.wktproj")
	if err := os.WriteFile(path, []byte(`{"image": {"auxAdditionalBuildCommandsFile": "extra.txt"}, "model": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path)
	if err == nil {
		err = p.Unlock(phrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	c.Tag, c.Models, c.Variables, c.Archives = demo.Tag, []string{sample.Model}, []string{sample.Variables}, []string{sample.Archive}
	c.Push = project.Credential{User: demo.User, Password: demo.Token}
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAProjectIsPushedWithItsOwnSignIn(t *testing.T) {
	d := try(t)
	path := labProject(t)
	secret := filepath.Join(t.TempDir(), "passphrase")
	write(t, secret, phrase+"\n")
	if err := os.Chmod(secret, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		stdin string
		args  []string
		tag   string
	}{
		"passphrase on standard input": {phrase + "\n", []string{"--passphrase-stdin"}, demo.Tag},
		"passphrase in a file":         {"", []string{"--passphrase-file", secret}, demo.Tag},
		"another version":              {phrase, []string{"--passphrase-stdin", "--name", "test-model-ankit:v9"}, "test-model-ankit:v9"},
		"another tag":                  {phrase, []string{"--passphrase-stdin", "--tag", demo.Tag + "9"}, demo.Tag + "9"},
		"a password of its own":        {demo.Token, []string{"--user", demo.User, "--password-stdin"}, demo.Tag},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"push", "--project", path, "--wdt", "none"}, d.flags()...)
			got := cli(t, c.stdin, append(args, c.args...)...)
			if got.code != 0 || !strings.Contains(got.stdout, c.tag+"@sha256:") {
				t.Fatalf("%+v", got)
			}
			if !strings.Contains(got.stderr, "extra.txt") {
				t.Errorf("its build commands are not named: %s", got.stderr)
			}
			if all := got.stdout + got.stderr; strings.Contains(all, phrase) || strings.Contains(all, demo.Token) {
				t.Errorf("a secret was said: %s", all)
			}
		})
	}
}

func TestFlagsOverrideTheProject(t *testing.T) {
	d := try(t)
	path := labProject(t)
	got := cli(t, "", append([]string{"check", "--project", path, "--wdt", "none", "--model", filepath.Join(filepath.Dir(path), "missing.yaml")}, d.flags()...)...)
	if got.code != 1 || !strings.Contains(got.stderr, "missing.yaml") {
		t.Errorf("%+v", got)
	}
}

func TestAProjectIsCheckedWithoutItsPassphrase(t *testing.T) {
	d := try(t)
	got := cli(t, "", append([]string{"check", "--project", labProject(t), "--wdt", "none"}, d.flags()...)...)
	if got.code != 0 || !strings.Contains(got.stderr, "lab.wktproj stay locked") {
		t.Errorf("%+v", got)
	}
}

func TestTheNotesOfAProjectAreInTheObject(t *testing.T) {
	d := try(t)
	got := cli(t, "", append([]string{"check", "--json", "--project", labProject(t), "--wdt", "none"}, d.flags()...)...)
	var said struct {
		Notes []struct{ Code, Severity, Text string }
	}
	if err := json.Unmarshal([]byte(got.stdout), &said); err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	if len(said.Notes) != 2 || said.Notes[0].Code != string(codeProjectLocked) || said.Notes[1].Code != string(project.CodeBuilds) || !strings.Contains(said.Notes[1].Text, "extra.txt") {
		t.Errorf("%+v", said)
	}
}

func TestAProjectThatCannotBeUsedIsRefused(t *testing.T) {
	path := labProject(t)
	dir := t.TempDir()
	bad, open := filepath.Join(dir, "bad.wktproj"), filepath.Join(dir, "open")
	write(t, bad, "{")
	write(t, open, phrase)
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		stdin string
		args  []string
		code  int
	}{
		"a damaged file":                     {"", []string{"--project", bad}, 1},
		"no file":                            {"", []string{"--project", filepath.Join(dir, "none.wktproj")}, 1},
		"a wrong passphrase":                 {"wrong", []string{"--project", path, "--passphrase-stdin"}, 1},
		"an empty passphrase":                {"", []string{"--project", path, "--passphrase-stdin"}, 1},
		"a passphrase that others may read":  {"", []string{"--project", path, "--passphrase-file", open}, 1},
		"two secrets on one stream":          {"x", []string{"--project", path, "--passphrase-stdin", "--user", "u", "--password-stdin"}, 2},
		"a passphrase without a project":     {"x", []string{"--tag", demo.Tag, "--passphrase-stdin"}, 2},
		"a region that none is":              {"", []string{"--project", path, "--region", "atlantis"}, 2},
		"a tag and a part beside a project":  {"", []string{"--project", path, "--tag", demo.Tag, "--name", "x:v1"}, 2},
		"one file for passphrase and stream": {"x", []string{"--project", path, "--passphrase-stdin", "--passphrase-file", open}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, c.stdin, append([]string{"check"}, c.args...)...)
			if got.code != c.code || got.stdout != "" || strings.Contains(got.stderr, phrase) {
				t.Errorf("%+v", got)
			}
		})
	}
}
