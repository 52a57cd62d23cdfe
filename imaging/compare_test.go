package imaging_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// holding returns an image that somebody made of files in the model home.
func holding(t *testing.T, files map[string]string) v1.Image {
	t.Helper()
	return layered(t, func(*v1.ConfigFile) {}, func(add adding) {
		add(tar.Header{Typeflag: tar.TypeDir, Name: "auxiliary/models/", Mode: 0o755}, nil)
		for name, content := range files {
			add.file("auxiliary/models/"+name, content)
		}
	})
}

// packed returns a zip of one entry, deflated or stored.
func packed(t *testing.T, method uint16, content string) string {
	t.Helper()
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "wlsdeploy/applications/a.war", Method: method})
	if err == nil {
		_, err = f.Write([]byte(content))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return z.String()
}

func TestADifferenceThatNoLineShowsIsNamed(t *testing.T) {
	const clear = "resources:\n  JDBCSystemResource:\n    ds:\n      JdbcResource:\n        JDBCDriverParams:\n          PasswordEncrypted: "
	war := strings.Repeat("a", 5000)
	whole := packed(t, zip.Store, war)
	b := newBench(t)
	open := func(name string, files map[string]string) *imaging.Opened {
		o, err := b.client.Open(t.Context(), b.base(name, holding(t, files)).Reference, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := o.ReadAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		return o
	}
	before := open("before", map[string]string{
		"model.yaml": modelYAML, "secret.yaml": clear + "one\n", "broken.yaml": "topology:\n  Name: a\n",
		"archive.zip": whole, "repacked.zip": packed(t, zip.Store, war), "other.zip": packed(t, zip.Store, war),
	})
	after := open("after", map[string]string{
		"model.yaml": strings.ReplaceAll(modelYAML, "\n", "\r\n"), "secret.yaml": clear + "two\n", "broken.yaml": "topology:\n  Name: [a\n",
		"archive.zip": whole[:len(whole)-30], "repacked.zip": packed(t, zip.Deflate, war), "other.zip": packed(t, zip.Store, war+"b"),
	})
	d, err := imaging.Compare(t.Context(), before.Side(true), after.Side(true))
	if err != nil {
		t.Fatalf("one damaged archive hides all differences: %v", err)
	}
	texts := map[string]imaging.TextChange{}
	for _, c := range d.Texts {
		texts[c.Name] = c
	}
	if c := texts["model.yaml"]; c.Kind != model.Changed || !c.LineEnds {
		t.Errorf("of other line ends it says %+v", c)
	}
	if c := texts["secret.yaml"]; c.Kind != model.Changed || c.LineEnds || c.Before == c.After {
		t.Errorf("of another password it says %+v", c)
	}
	archives := map[string]imaging.ArchiveChange{}
	for _, a := range d.Archives {
		archives[a.Name] = a
	}
	if a := archives["repacked.zip"]; !a.Repacked || len(a.Entries) > 0 {
		t.Errorf("of the same entries it says %+v", a)
	}
	if a := archives["other.zip"]; a.Repacked || len(a.Entries) != 1 {
		t.Errorf("of another entry it says %+v", a)
	}
	if a := archives["archive.zip"]; !a.Unlisted || a.Repacked {
		t.Errorf("of the damaged archive it says %+v", a)
	}
	unread := map[string]report.Code{}
	for _, f := range d.Unread {
		if f.Severity != report.Warning {
			t.Errorf("%v is of severity %v, want a warning", f, f.Severity)
		}
		unread[f.File] = f.Code
	}
	in := " (after:latest)"
	if unread["archive.zip"+in] != zipfile.CodeCut || unread["broken.yaml"+in] == "" || unread[""] != imaging.CodeUnmerged || len(unread) != 3 {
		t.Errorf("unread are %v, want the archive and the model of %s, and that nothing was merged", unread, in)
	}
	if !d.Unmerged() || len(d.Values) > 0 {
		t.Errorf("of a model that cannot be read it says that values went: %v", d.Values)
	}
}

func TestAllThatIsTakenOutOfAnImageWithoutModelsIsNothing(t *testing.T) {
	b := newBench(t)
	o, err := b.client.Open(t.Context(), b.base("odd", holding(t, map[string]string{"my model.yaml": modelYAML})).Reference, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.ReadAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	_, err = o.Extract(t.Context(), nil, dir, false)
	has(t, err, imaging.CodeNothingIn)
	if others := o.Others(); len(others) != 1 || others[0] != "my model.yaml" {
		t.Errorf("the others are %q", others)
	}
	if _, err := o.Extract(t.Context(), o.Others(), dir, false); err != nil {
		t.Errorf("by its name it is not taken: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "my model.yaml")); err != nil || string(text) != modelYAML {
		t.Errorf("%q (%v)", text, err)
	}
}
