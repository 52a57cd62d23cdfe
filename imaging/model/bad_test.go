package model_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/testkit/examples"
)

// inputs are files by name.
type inputs examples.Files

// write puts the files into a folder and returns them sorted by name.
func (i inputs) write(t testing.TB) model.Inputs {
	t.Helper()
	in, err := examples.Files(i).Write(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// said is a finding as the table writes it: severity code file:line:column.
func said(f report.Finding) string {
	at := ""
	if f.File != "" {
		at = " " + filepath.Base(f.File)
	}
	if f.Line > 0 {
		at += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column > 0 {
		at += fmt.Sprintf(":%d", f.Column)
	}
	return f.Severity.String() + " " + string(f.Code) + at
}

// credentials are what every merged model needs.
const credentials = examples.Credentials

func TestWhatIsWrongIsFoundWithFileAndLine(t *testing.T) {
	for _, example := range examples.Bad {
		t.Run(example.Name, func(t *testing.T) {
			in := inputs(example.Files).write(t)
			in.WDTVersion = example.Version
			_, findings := model.Check(t.Context(), in, nil)
			var got []string
			for _, f := range findings {
				got = append(got, said(f))
				if !strings.HasPrefix(f.Digest, "sha256:") && f.Line > 0 {
					t.Errorf("%s has no digest", said(f))
				}
			}
			if !slices.Equal(got, example.Found) {
				t.Errorf("found\n  %q, want\n  %q", got, example.Found)
			}
		})
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	in := model.Inputs{
		Models:    []input.File{{Path: filepath.Join(dir, "folder.yaml")}, {Path: filepath.Join(dir, "gone.yaml")}},
		Variables: []input.File{{Path: filepath.Join(dir, "gone.properties")}},
		Archives:  []input.File{{Path: filepath.Join(dir, "gone.zip")}},
	}
	_, findings := model.Check(t.Context(), in, nil)
	want := []string{"error model.directory folder.yaml", "error model.missing gone.yaml", "error model.missing gone.properties", "error zip.missing gone.zip"}
	var got []string
	for _, f := range findings {
		got = append(got, said(f))
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestTwoFilesWithOneNameAreRefused(t *testing.T) {
	in := inputs{"a.yaml": credentials, "b.yaml": "topology: {}\n"}.write(t)
	in.Models[1].Name = "a.yaml"
	_, findings := model.Check(t.Context(), in, nil)
	if len(findings) != 1 || said(findings[0]) != "error model.same-name b.yaml" {
		t.Errorf("found %v", findings)
	}
}

func TestNumbersAreOfferedOnlyWhereTheOrderMatters(t *testing.T) {
	for name, test := range map[string]struct {
		z, a string
		want bool
	}{
		"another value":      {"topology: {Name: a}\n", "topology: {Name: b}\n", true},
		"the same value":     {"topology: {Name: a}\n", "topology: {Name: a}\n", false},
		"other keys":         {"topology: {Name: a}\n", "topology: {AdminServerName: b}\n", false},
		"one deletes":        {"topology: {Server: {s: {}}}\n", "topology: {Server: {'!s': }}\n", true},
		"one deletes others": {"topology: {Server: {s: {}}}\n", "topology: {Server: {'!t': }}\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := inputs{"z.yaml": credentials + test.z, "a.yaml": test.a}.write(t)
			slices.Reverse(in.Models) // the person wants z first
			_, findings := model.Check(t.Context(), in, nil)
			if found := len(findings) == 1 && findings[0].Code == model.CodeOrder; found != test.want || len(findings) > 1 {
				t.Errorf("found %v", findings)
			}
			slices.Reverse(in.Models)
			if _, findings = model.Check(t.Context(), in, nil); len(findings) > 0 {
				t.Errorf("found %v where the orders agree", findings)
			}
		})
	}
}

func TestWhatFollowsFromAVariableFileThatCannotBeReadIsNotSaid(t *testing.T) {
	in := inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:name@@'}\n", "m.properties": "name=a\n"}.write(t)
	if err := os.Remove(in.Variables[0].Path); err != nil {
		t.Fatal(err)
	}
	_, findings := model.Check(t.Context(), in, nil)
	for _, f := range findings {
		if f.Severity == report.Error && f.Code != model.CodeMissing {
			t.Errorf("got %s, want the missing file alone", said(f))
		}
	}
	if report.Worst(findings) != report.Error {
		t.Errorf("got %v, want the missing file", findings)
	}
}

func TestWhichVariablesAreUsedIsNotSaidWhereAModelCannotBeRead(t *testing.T) {
	in := inputs{"m.yaml": credentials, "n.yaml": "topology: {Name: '@@PROP:name@@'}\n", "m.properties": "name=a\n"}.write(t)
	if summary, findings := model.Check(t.Context(), in, nil); !summary.Whole || summary.UsedDefined() != 1 || len(findings) > 0 {
		t.Errorf("of files without a fault: whole %t, %d used, %v", summary.Whole, summary.UsedDefined(), findings)
	}
	for name, spoil := range map[string]func(string) error{
		"missing":   os.Remove,
		"malformed": func(path string) error { return os.WriteFile(path, []byte("topology: ["), 0o600) },
	} {
		if err := spoil(in.Models[1].Path); err != nil {
			t.Fatal(err)
		}
		summary, findings := model.Check(t.Context(), in, nil)
		if summary.Whole || len(findings) != 1 || findings[0].File != in.Models[1].Path {
			t.Errorf("%s: whole %t, and %v, want a fault of %s alone", name, summary.Whole, findings, in.Models[1].Path)
		}
		if err := os.WriteFile(in.Models[1].Path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
