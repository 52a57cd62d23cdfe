package main

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// read returns what is in a file, which may be compressed.
func read(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var content io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if content, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	text, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPackagesGetPagesAndCompletions(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "86400")
	folder := t.TempDir()
	if err := manual(folder); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"share/man/man1/auximage-cli.1.gz":                  "auximage-cli-push(1)",
		"share/man/man1/auximage-cli-push.1.gz":             `"Jan 1970"`,
		"share/man/man1/auximage-cli-check.1.gz":            "\\fB--model\\fP=FILE\n\tA model",
		"share/man/man1/auximage-cli-save.1.gz":             "\\fB--strict\\fP[=true]",
		"share/bash-completion/completions/auximage-cli":    "complete -o default",
		"share/zsh/site-functions/_auximage-cli":            "#compdef auximage-cli",
		"share/fish/vendor_completions.d/auximage-cli.fish": "complete -c auximage-cli",
	} {
		if got := read(t, filepath.Join(folder, path)); !strings.Contains(got, want) {
			t.Errorf("%s has no %q but\n%s", path, want, got)
		}
	}
}
