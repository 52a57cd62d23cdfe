package model_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/testkit/examples"
)

// FuzzModel reads anything as a model and looks that findings stay in the file.
func FuzzModel(f *testing.F) {
	for _, seed := range []string{
		shop, credentials, "", "---\n", "a: &a [*a]\n", "<<: {a: 1}\n", "a: {<<: [*b, *b]}\n", "topology:\n\tName: a\n",
		"\xff\xfea\x00", "\ufeff- a\n", "? [a]\n: b\n", "a: 'it's'\r\nb", "topology: '@@SECRET:@@PROP:a@@:b@@'\n",
		"topology:\n" + examples.Bomb(), "!a b: !c\n", "domainInfo: &i\n  <<: *i\n",
		"domainInfo: &i\n  <<: [*i, *i]\n",
	} {
		f.Add([]byte(seed), "4.4.6")
	}
	path := filepath.Join(f.TempDir(), "model.yaml")
	variables := filepath.Join(f.TempDir(), "model.properties")
	if err := os.WriteFile(variables, []byte(shopVariables), 0o600); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte, version string) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		_, findings := model.Check(t.Context(), model.Inputs{
			Models:     []input.File{{Path: path}},
			Variables:  []input.File{{Path: variables}},
			WDTVersion: version,
		}, nil)
		within(t, findings, path, text)
	})
}

// FuzzProperties reads anything as a variable file.
func FuzzProperties(f *testing.F) {
	for _, seed := range []string{
		shopVariables, "", "=", ":", "\\", "a\\", "a\\\n", "a\\\r\n b", "a=\\u00e9", "a=\\u12", "a\\u=b", "\ufeffa=1",
		"a=${a}", "a=${b}\nb=${c}${c}\nc=${b}", "a=1\ra=2\r\na=3", "é=\xe9", "a = b = c", "#\\\na=1", "a b:c", "\x00",
		"x=${y}${y}\ny=${z}${z}\nz=",
	} {
		f.Add([]byte(seed))
	}
	path := filepath.Join(f.TempDir(), "model.properties")
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		_, findings := model.Check(t.Context(), model.Inputs{Variables: []input.File{{Path: path}}, WDTVersion: "4.4.6"}, nil)
		within(t, findings, path, text)
	})
}

func within(t *testing.T, findings []report.Finding, path string, text []byte) {
	t.Helper()
	lines := strings.Count(strings.NewReplacer("\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(string(text)), "\n") + 1
	for _, f := range findings {
		if f.File == path && (f.Line > lines || f.Line < 0 || f.Column < 0) {
			t.Errorf("%s is beyond the %d lines of %q", said(f), lines, text)
		}
	}
}
