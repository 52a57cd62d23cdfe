package imaging_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/zipfile"
)

// twice returns a zip in which one name has several contents.
func twice(t *testing.T, contents ...string) string {
	t.Helper()
	var z bytes.Buffer
	w := zip.NewWriter(&z)
	for _, content := range contents {
		f, err := w.CreateHeader(&zip.FileHeader{Name: "wlsdeploy/applications/a.war", Method: zip.Store})
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return z.String()
}

func TestOfAnArchiveWithTheSameDirectoryTheContentsAreCompared(t *testing.T) {
	war := strings.Repeat("xyz", 2000)
	whole := twice(t, war)
	b := newBench(t)
	o, err := b.client.Open(t.Context(), b.base("archived", holding(t, map[string]string{"archive.zip": whole, "model.yaml": modelYAML})).Reference, "")
	if err == nil {
		err = o.ReadAll(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		archive string
		want    imaging.ArchiveChange
		entries []model.ChangeKind
	}{
		"packed in another way":          {packed(t, zip.Deflate, war), imaging.ArchiveChange{Repacked: true}, nil},
		"a byte of the content is wrong": {strings.Replace(whole, "xyzxyz", "xyaxyz", 1), imaging.ArchiveChange{Damaged: true}, nil},
		"the entry twice":                {twice(t, war, war), imaging.ArchiveChange{}, []model.ChangeKind{model.Added}},
		"another one before it":          {twice(t, "other", war), imaging.ArchiveChange{}, []model.ChangeKind{model.Changed, model.Added}},
		"the same":                       {whole, imaging.ArchiveChange{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "archive.zip")
			if err := os.WriteFile(path, []byte(c.archive), 0o600); err != nil {
				t.Fatal(err)
			}
			plan := o.Plan()
			plan.Archives = []input.File{{Path: path}}
			inputs, err := b.client.Side(t.Context(), plan)
			if err != nil {
				t.Fatal(err)
			}
			d, err := imaging.Compare(t.Context(), o.Side(true), inputs)
			if err != nil {
				t.Fatal(err)
			}
			var got imaging.ArchiveChange
			if len(d.Archives) > 0 {
				got = d.Archives[0]
			}
			if got.Repacked != c.want.Repacked || got.Damaged != c.want.Damaged || got.Unread != c.want.Unread || len(got.Entries) != len(c.entries) {
				t.Fatalf("got %+v, want %+v with %d entries", got, c.want, len(c.entries))
			}
			for i, e := range got.Entries {
				if e.Kind != c.entries[i] {
					t.Errorf("entry %d is %+v, want %s", i, e, c.entries[i])
				}
			}
			if damaged := len(d.Unread) == 1 && d.Unread[0].Code == zipfile.CodeContent && d.Unread[0].File == "archive.zip"; damaged != c.want.Damaged {
				t.Errorf("of a damage it says %v", d.Unread)
			}
		})
	}
}

func TestOfAnArchiveInARegistryTheContentsAreComparedWhereTheyMayBeFetched(t *testing.T) {
	b := newBench(t)
	b.push()
	o := b.opened()
	entries, err := o.Entries(t.Context(), "archive.zip", false)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v (%v)", entries, err)
	}
	var again bytes.Buffer
	w := zip.NewWriter(&again)
	to, err := w.CreateHeader(&zip.FileHeader{Name: entries[0].Name, Method: zip.Store, Comment: "packed in another way"})
	if err == nil {
		_, err = to.Write([]byte("a war"))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	plan := o.Plan()
	plan.Archives = []input.File{{Path: b.file("again.zip", again.String()), Name: "archive.zip"}}
	inputs, err := b.client.Side(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, whole := range []bool{false, true} {
		d, err := imaging.Compare(t.Context(), o.Side(whole), inputs)
		if err != nil || len(d.Archives) != 1 || d.Archives[0].Unread == whole || d.Archives[0].Repacked != whole {
			t.Errorf("fetched %t: %+v (%v)", whole, d, err)
		}
	}
}
