package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/words"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestAFailureIsOneObjectToo(t *testing.T) {
	d := try(t)
	broken := filepath.Join(t.TempDir(), "broken.yaml")
	write(t, broken, "topology:\n  Name: x\n  Name: y\n")
	inputs := append([]string{"--tag", demo.Tag, "--model", broken, "--wdt", "none", "--json"}, d.flags()...)
	for _, c := range []struct {
		name    string
		args    []string
		code    int
		says    report.Code
		finding bool
	}{
		{"a check", append([]string{"check"}, inputs...), exitFailed, model.CodeDuplicate, true},
		{"a push", append([]string{"push", "--sign-in", "none"}, inputs...), exitFailed, model.CodeDuplicate, true},
		{"a file that is not there", testkit.Instead(append([]string{"check"}, inputs...), "--ca", "nowhere.pem"), exitFailed, transport.CodeNoCA, false},
		{"a region that is none", []string{"check", "--region", "atlantis", "--namespace", "ns", "--name", "a:v1", "--json"}, exitUsage, codeUnknownRegion, false},
		{"wrong usage", []string{"check", "--frobnicate", "--json"}, exitUsage, "cli.unknown-flag", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := cli(t, "", c.args...)
			told := failure(t, []byte(got.stdout))
			if got.code != c.code || told.Error.Code != c.says || told.Error.Text == "" {
				t.Errorf("%+v", got)
			}
			found := slices.ContainsFunc(told.Findings, func(f place) bool { return f.Code == c.says && f.File == broken && f.Line == 3 && f.Text != "" })
			if found != c.finding {
				t.Errorf("found %+v", told.Findings)
			}
		})
	}
}

func TestAnInterruptedRunIsOneObjectToo(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	var stdout, stderr bytes.Buffer
	args := []string{"push", "--tag", demo.Tag, "--user", demo.User, "--password-stdin", "--cache", "off", "--json"}
	if code := run(ctx, args, silent{interrupt}, &stdout, &stderr); code != exitInterrupted {
		t.Errorf("exit %d, %s", code, &stderr)
	}
	if told := failure(t, stdout.Bytes()); told.Error.Code != words.CodeStopped {
		t.Errorf("%+v", told)
	}
}

// failed is what an object says of a run that failed.
type failed struct {
	Findings []place
	Error    place
}

// place is a finding in an object.
type place struct {
	Code report.Code
	File string
	Line int
	Text string
}

func failure(t *testing.T, stdout []byte) (told failed) {
	t.Helper()
	if err := json.Unmarshal(stdout, &told); err != nil || told.Findings == nil {
		t.Fatalf("%v in %q", err, stdout)
	}
	return told
}

func TestAPushThatReplacesAnotherImageSaysSo(t *testing.T) {
	d := try(t)
	const says = "v1 held other content before"
	args := append(pushSample(t, d), "--json")
	for _, c := range []struct {
		name     string
		flags    []string
		replaces bool
	}{{"the first", nil, false}, {"the same again", nil, false}, {"another", []string{"--label", "a=b"}, true}} {
		t.Run(c.name, func(t *testing.T) {
			got := cli(t, demo.Token, append(slices.Clone(args), c.flags...)...)
			if got.code != exitDone || strings.Contains(got.stderr, says) != c.replaces || strings.Contains(got.stdout, says) != c.replaces {
				t.Errorf("%+v", got)
			}
		})
	}
}
