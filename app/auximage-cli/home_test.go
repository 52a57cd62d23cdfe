package main_test

import (
	"os"
	"strings"
	"testing"
)

func TestNobodyNeedsAHome(t *testing.T) {
	for name, c := range map[string]struct {
		flags []string
		code  int
		says  string
	}{
		"unless an installer is to be downloaded": {code: 1, says: "--download-dir"},
		"where a folder is given for it":          {flags: []string{"--download-dir", "."}},
		"where none goes in":                      {flags: []string{"--wdt", "none"}},
		"without a cache":                         {flags: []string{"--wdt", "none", "--cache", "off"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, p := newSite(t), newPerson(t)
			s.begin(nil, nil)
			p.env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
			r := p.do(c.code, password, append(s.whole(p, "v1"), c.flags...)...)
			r.said(c.says)
			if strings.Contains(r.stderr.String(), "unexpected") {
				t.Errorf("it says %s", &r.stderr)
			}
		})
	}
}
