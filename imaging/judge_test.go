package imaging_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/zipfile"
)

// knowing returns an installer with small tables, and more.
func (b *bench) knowing(more map[string]string) string {
	b.t.Helper()
	return testkit.KnowingInstaller(b.t, "", more)
}

func codesOf(found []report.Finding, severity report.Severity) []report.Code {
	var codes []report.Code
	for _, f := range found {
		if f.Severity == severity && strings.HasPrefix(string(f.Code), "dictionary.") {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

func TestWhatTheInstallersTablesDoNotKnowStopsUntilItIsAccepted(t *testing.T) {
	b := newBench(t)
	b.plan.Installer, b.plan.Archives = b.knowing(nil), nil
	b.plan.Models[0].Path = b.file("model.yaml", "topology:\n  Server:\n    a: {ListenPrt: 1}\n")
	image, found, err := b.client.Create(t.Context(), b.plan)
	if got, want := codesOf(found, report.Error), []report.Code{dictionary.CodeAttribute}; err != nil || image != nil || !slices.Equal(got, want) {
		t.Fatalf("got an image %v, the errors %v and %v, want none, %v and none", image, got, err, want)
	}
	for _, f := range found {
		if imaging.Acceptable(f) {
			b.plan.Accepted = append(b.plan.Accepted, imaging.Acceptance(f))
		}
	}
	if want := []string{"dictionary.attribute:topology:/Server/a/ListenPrt"}; !slices.Equal(b.plan.Accepted, want) {
		t.Fatalf("to be accepted: got %q, want %q", b.plan.Accepted, want)
	}
	image, found, err = b.client.Create(t.Context(), b.plan)
	if got := codesOf(found, report.Warning); err != nil || image == nil || !slices.Contains(got, dictionary.CodeAttribute) {
		t.Fatalf("accepted: got an image %v, the warnings %v and %v", image, got, err)
	}
	b.plan.Accepted = []string{"model.section:topology:/Server/a/ListenPrt"}
	if _, found, _ = b.client.Create(t.Context(), b.plan); len(codesOf(found, report.Error)) != 1 {
		t.Errorf("another code was accepted: got %v", found)
	}
}

func TestAModelIsJudgedForTheVersionThatIsAsked(t *testing.T) {
	b := newBench(t)
	b.plan.Installer, b.plan.Archives = b.knowing(nil), nil
	b.plan.Models[0].Path = b.file("model.yaml", "topology:\n  Server:\n    a: {Newer: x}\n")
	for version, want := range map[string][]report.Code{"12.2.1.4": {dictionary.CodeVersion}, "14.1.2.0": nil, "": nil} {
		b.plan.WebLogic = version
		found, err := b.client.Check(t.Context(), b.plan)
		if got := codesOf(found, report.Warning); err != nil || !slices.Equal(got, want) {
			t.Errorf("for %q: got %v and %v, want %v", version, got, err, want)
		}
	}
}

func TestAnInstallerWithoutTablesIsSaidToHaveNone(t *testing.T) {
	for name, installer := range map[string]func(*bench) string{
		"none at all":       (*bench).installer,
		"a table of a form": func(b *bench) string { return b.knowing(map[string]string{"Server.json": "[]"}) },
		"a damaged table":   func(b *bench) string { return b.knowing(map[string]string{"Domain.json": `{"attributes": {`}) },
		"a form of the future": func(b *bench) string {
			return testkit.KnowingInstaller(b.t, "9.0.0", map[string]string{"Server.json": `{"kind": "multiple", "properties": {"ListenPort": "integer"}}`})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.plan.Installer = installer(b)
			image, found, err := b.client.Create(t.Context(), b.plan)
			if err != nil || image == nil {
				t.Fatalf("got %v, %v", found, err)
			}
			i := slices.IndexFunc(found, func(f report.Finding) bool { return f.Code == dictionary.CodeTables })
			if i < 0 || found[i].Severity != report.Warning || found[i].File != b.plan.Installer || found[i].Cause == nil {
				t.Errorf("got %v, want a warning about the tables of %s with its cause", found, b.plan.Installer)
			}
			b.plan.Models[0].Path = b.file("model.yaml", "topologie: {}\n")
			found, err = b.client.Check(t.Context(), b.plan)
			if err != nil || !slices.ContainsFunc(found, func(f report.Finding) bool { return f.Code == model.CodeSection && f.Severity == report.Error }) {
				t.Errorf("got %v and %v, want the model checked without tables", found, err)
			}
		})
	}
}

func TestACheckReadsTheArchivesToTheirEnd(t *testing.T) {
	b := newBench(t)
	path := b.plan.Archives[0].Path
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Index(content, []byte("hello.war")) + len("hello.war")
	content[damaged] ^= 0xff
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := b.client.Check(t.Context(), b.plan)
	damage := func(f report.Finding) bool { return f.Code == zipfile.CodeContent && f.Severity == report.Error }
	if err != nil || !slices.ContainsFunc(found, damage) {
		t.Errorf("got %v (%v), want %s of the damaged archive", found, err, zipfile.CodeContent)
	}
}
