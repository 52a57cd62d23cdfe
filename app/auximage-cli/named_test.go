package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatCanBeNoImageIsWrongUsageBeforeAnythingIsAsked(t *testing.T) {
	dir := t.TempDir()
	file, folder := filepath.Join(dir, "image.tar"), filepath.Join(dir, "folder")
	write(t, file, "no image")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"a space in a name":             {[]string{"show", "no such.example.invalid/a b"}, "cannot be"},
		"an address of the web":         {[]string{"show", "http://host.invalid/a/b"}, "cannot be"},
		"upper case, the second of two": {[]string{"diff", "host.invalid/a/b:1", "host.invalid/A/b:1"}, "cannot be"},
		"a digest that is none":         {[]string{"extract", "host.invalid/a/b@sha256:1", folder}, "cannot be"},
		"two slashes":                   {[]string{"tags", "host.invalid/a//b"}, "cannot be"},
		"an image to be changed":        {[]string{"push", "--change", "host.invalid/a//b:1"}, "cannot be"},
		"a base":                        {[]string{"check", "--tag", "localhost:1/a/b:1", "--base", "host.invalid/A:1"}, "cannot be"},
		"a platform that is none":       {[]string{"show", "host.invalid/a/b:1", "--platform", "linux"}, "linux is not a platform"},
		"that platform of a file":       {[]string{"show", file, "--platform", "amiga"}, "amiga is not a platform"},
		"one image too many":            {[]string{"show", "host.invalid/a", "host.invalid/b"}, "show wants REF|FILE; “host.invalid/b” is too much."},
		"two words too many":            {[]string{"tags", "host.invalid/a", "b", "c"}, "tags wants REF; “b c” is too much."},
		"a file that goes nowhere":      {[]string{"extract", file, "model.yaml"}, "The folder comes before the names: auximage-cli extract " + file + " DIR model.yaml."},
		"a file in a folder's place":    {[]string{"extract", "host.invalid/a/b:1", file, "model.yaml"}, "stands where extract wants a folder"},
		"a tag that none can be":        {[]string{"push", "--model", "m.yaml", "--tag", "host.invalid/a/b:v 1"}, "The version v 1 cannot have"},
		"a placeholder in the tag":      {[]string{"check", "--model", "m.yaml", "--tag", "host.invalid/UPPER/b:v1"}, "capital letters"},
		"a primary image":               {[]string{"check", "--tag", "localhost:1/a/b:1", "--primary", "host.invalid/A B:1"}, "cannot be"},
		"standard output":               {[]string{"save", "--tag", "localhost:1/a/b:1", "--output", "-"}, "--output needs a file or folder"},
		"standard input":                {[]string{"push", "--tag", "localhost:1/a/b:1", "--password-file", "-"}, "--password-file needs a file or folder"},
		"standard input for a model":    {[]string{"push", "--tag", "localhost:1/a/b:1", "--model", "-"}, "--model needs a file or folder"},
		"standard input for WDT":        {[]string{"push", "--tag", "localhost:1/a/b:1", "--wdt", "-"}, "--wdt needs a file or folder"},
	} {
		t.Run(name, func(t *testing.T) {
			got := cli(t, "", append(c.args, "--patience", "1")...)
			oneSentence(t, got, exitUsage)
			if !strings.Contains(got.stderr, c.says) {
				t.Errorf("got %q, want %q", got.stderr, c.says)
			}
		})
	}
}
