package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/testkit"
)

func TestNoFileOfAFlagIsWrittenOverByAnother(t *testing.T) {
	dir := t.TempDir()
	one, link := filepath.Join(dir, "one"), filepath.Join(dir, "link")
	write(t, one, "kept")
	testkit.Link(t, one, link)
	for name, flags := range map[string][]string{
		"the Domain, new and own":      {"--domain-yaml", one, "--domain-file", one},
		"through a link":               {"--domain-yaml", link, "--domain-file", one},
		"the password":                 {"--pull-secret", one, "--password-file", one, "--user", "me"},
		"two that are not there yet":   {"--domain-yaml", filepath.Join(dir, "new"), "--pull-secret", filepath.Join(dir, ".", "new")},
		"an authority's certificates":  {"--domain-yaml", one, "--ca", one},
		"the passphrase of an OCI key": {"--domain-yaml", one, "--oci-passphrase-file", one, "--oci-profile", "DEFAULT"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"push", "--tag", "localhost:1/a/b:v1", "--model", filepath.Join(dir, "m.yaml"), "--wdt", "none", "--cache", "off"}, flags...)
			got := cli(t, "", args...)
			if got.code != exitUsage || !strings.Contains(got.stderr, "names too") {
				t.Errorf("got %+v, want exit %d", got, exitUsage)
			}
			if content, err := os.ReadFile(one); err != nil || string(content) != "kept" {
				t.Errorf("the file has %q, %v", content, err)
			}
		})
	}
}
