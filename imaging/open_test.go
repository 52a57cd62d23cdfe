package imaging_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

func TestAnImageOfOursIsOpenedWithAllThatItHolds(t *testing.T) {
	b := newBench(t)
	b.plan.Labels = map[string]string{"team": "payments"}
	receipt := b.push()
	for name, from := range map[string]string{"a tag": b.tag, "a digest": receipt.Reference, "a file of docker": b.inFile(registry.DockerTar), "an OCI layout": b.inFile(registry.OCITar)} {
		t.Run(name, func(t *testing.T) {
			o, err := b.client.Open(t.Context(), from, "")
			if err != nil {
				t.Fatal(err)
			}
			if o.Maker != opened.Wizard || o.WDT.Version != "4.4.6" || o.Labels["team"] != "payments" || o.Owner != "1000:0" || o.Unread() != 0 ||
				o.Platform != "linux/amd64" || o.Homes != (opened.Homes{WDT: "/auxiliary", Model: "/auxiliary/models"}) || o.Base.Digest.Hex == "" {
				t.Errorf("opened %+v", o.Image)
			}
			for _, want := range []struct {
				name string
				kind opened.Kind
				sum  string
			}{{"archive.zip", opened.Archive, "crc32:"}, {"model.properties", opened.Variables, "sha256:"}, {"model.yaml", opened.Model, "sha256:"}} {
				f, ok := o.Named(want.name)
				if !ok || f.Kind != want.kind || !strings.HasPrefix(f.Checksum, want.sum) || f.Path != "/auxiliary/models/"+want.name || f.Size == 0 {
					t.Errorf("%s: %+v", want.name, f)
				}
			}
			if text, err := o.Read(t.Context(), "model.yaml"); err != nil || string(text) != modelYAML {
				t.Errorf("%q (%v)", text, err)
			}
			entries, err := o.Entries(t.Context(), "archive.zip", false)
			if err != nil || len(entries) != 1 || entries[0].Name != "wlsdeploy/applications/hello.war" || entries[0].Size != 5 {
				t.Errorf("%+v (%v)", entries, err)
			}
		})
	}
}

// inFile returns the image of the bench's plan in a file.
func (b *bench) inFile(format registry.Format) string {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), string(format)+".tar")
	if _, err := b.client.Save(b.t.Context(), b.create(), b.tag, file, format); err != nil {
		b.t.Fatal(err)
	}
	return file
}

func TestFilesAreTakenOutAndNeverOverOthersUnasked(t *testing.T) {
	b := newBench(t)
	b.push()
	o, err := b.client.Open(t.Context(), b.tag, "")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	paths, err := o.Extract(t.Context(), nil, dir, false)
	if err != nil || len(paths) != 3 {
		t.Fatalf("%v (%v)", paths, err)
	}
	for _, file := range slices.Concat(b.plan.Models, b.plan.Variables, b.plan.Archives) {
		want, err := os.ReadFile(file.Path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, file.InImage()))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s: %d bytes, want %d (%v)", file.InImage(), len(got), len(want), err)
		}
	}
	mine := filepath.Join(dir, "model.yaml")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = o.Extract(t.Context(), []string{"model.yaml"}, dir, false)
	has(t, err, imaging.CodeFileThere)
	if got, _ := os.ReadFile(mine); string(got) != "mine" {
		t.Errorf("it holds %q", got)
	}
	if _, err := o.Extract(t.Context(), []string{"model.yaml"}, dir, true); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(mine); string(got) != modelYAML {
		t.Errorf("it holds %q", got)
	}
	_, err = o.Extract(t.Context(), []string{"other.yaml"}, dir, false)
	has(t, err, imaging.CodeNotInImage)
}

// has fails unless an error has the code.
func has(t *testing.T, err error, code report.Code) {
	t.Helper()
	if !report.Has(err, code) {
		t.Errorf("error %v, want %s", err, code)
	}
}
