package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/testkit"
)

func TestNobodyNeedsAHome(t *testing.T) {
	for name, c := range map[string]struct {
		flags []string
		no    string // of the usual flags
		code  int
		says  string
	}{
		"unless an installer is to be downloaded": {code: 1, says: "--download-dir"},
		"where a folder is given for it":          {flags: []string{"--download-dir", "."}},
		"where what is kept has a new folder":     {flags: []string{"--cache", "kept/here"}},
		"where none goes in":                      {flags: []string{"--wdt", "none"}, no: "--wdt-releases"},
		"without a cache":                         {flags: []string{"--wdt", "none", "--cache", "off"}, no: "--wdt-releases"},
	} {
		t.Run(name, func(t *testing.T) {
			s, box := newSite(t), newSandbox(t)
			s.begin(nil, nil)
			box.env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
			r := box.do(c.code, password, append(without(s.whole(box, "v1"), c.no), c.flags...)...)
			r.said(c.says)
			if strings.Contains(r.stderr.String(), "unexpected") {
				t.Errorf("it says %s", &r.stderr)
			}
		})
	}
}

// TestAHomeThatTakesNothingNamesTheFlag has a file where the caches should be:
// that keeps an administrator out as well as a read-only file system does.
func TestAHomeThatTakesNothingNamesTheFlag(t *testing.T) {
	s, box := newSite(t), newSandbox(t)
	s.begin(nil, nil)
	box.keep(".", "a-file", "")
	box.env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	for variable, folder := range testkit.Homes() {
		if folder == "cache" {
			box.env = append(box.env, variable+"="+filepath.Join(box.folder("."), "a-file"))
		}
	}
	r := box.do(1, password, append(s.whole(box, "v1"), "--cache", "off")...)
	for _, part := range []string{"a-file", "--download-dir"} {
		r.said(part)
	}
	if strings.Contains(r.stderr.String(), "unexpected") {
		t.Errorf("it says %s", &r.stderr)
	}
}

func TestARememberedAccountWithoutATokenLeavesTheSignInToTheContainerTools(t *testing.T) {
	const hisTools = `{"auths": {"` + host + `": {"username": "` + user + `", "password": "cAnAry\"+/=%s3cret<>"}}}`
	for name, c := range map[string]struct {
		tools string
		code  int
		says  string
	}{
		"which have one":  {tools: hisTools, says: "Docker or Podman"},
		"which have none": {tools: "{}", code: 1, says: "not signed in"},
	} {
		t.Run(name, func(t *testing.T) {
			s, box := newSite(t), newSandbox(t)
			s.begin(nil, nil)
			box.keep("config/auximage", "settings.json", `{"accounts": [{"host": "`+host+`", "user": "somebody/else"}]}`)
			box.keep("home/.docker", "config.json", c.tools)
			args := append([]string{"push", "--tag", repository + ":v1", "--wdt", "none"}, box.inputs(1<<10)...)
			r := box.do(c.code, "", append(args, s.flags()...)...)
			r.said(c.says)
			r.said("somebody/else")
		})
	}
}

// keep writes a file into one of the sandbox's folders.
func (box *sandbox) keep(folder, name, content string) {
	box.t.Helper()
	if err := os.WriteFile(filepath.Join(box.folder(folder), name), []byte(content), 0o600); err != nil {
		box.t.Fatal(err)
	}
}
