package ui

import (
	"strings"
	"testing"

	"auximage/app/session"
)

func TestTheFormAsACommandHoldsAllButTheToken(t *testing.T) {
	s := session.Snapshot{Form: session.Form{
		Tag: "lhr.ocir.io/ns/repo:v1", User: "ns/lab.user@oracle.com",
		Models: []session.File{{Path: "/a/model.yaml"}, {Path: "/a/it's a model.yaml"}}, DownloadDir: "/home/lab/Téléchargements",
		OwnerUser: "1000", OwnerGroup: "0",
	}}
	for name, c := range map[string]struct {
		shell shell
		want  []string
	}{
		"bash": {bash, []string{`printf %s "$AUX_IMAGE_TOKEN" | auximage-cli push \`, "--tag lhr.ocir.io/ns/repo:v1", "--model /a/model.yaml",
			`--model '/a/it'\''s a model.yaml'`, "--wdt latest", "--download-dir '/home/lab/Téléchargements'", "--owner 1000:0",
			"--user 'ns/lab.user@oracle.com'", "--password-stdin\n"}},
		"PowerShell": {powerShell, []string{"$env:AUX_IMAGE_TOKEN | auximage-cli push `", "--model '/a/it''s a model.yaml'"}},
	} {
		got := commandLine(s, c.shell)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", name, want, got)
			}
		}
	}
}

func TestAWordThatAShellWouldChangeIsQuoted(t *testing.T) {
	for word, want := range map[string]bool{"": false, "a/b:c-1.0": true, "a b": false, "$HOME": false, "é": false, "a,b": false, "~": false} {
		if plain(word) != want {
			t.Errorf("plain(%q) is %v", word, !want)
		}
	}
}
