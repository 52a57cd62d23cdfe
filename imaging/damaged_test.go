package imaging_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

func TestAnArchiveThatIsDamagedInsideGoesNowhere(t *testing.T) {
	b := newBench(t)
	archive := b.plan.Archives[0].Path
	b.damage(archive)
	image := b.create() // digests show no damage
	named := func(err error) bool {
		f, _ := report.Of(err)
		return f.Code == zipfile.CodeContent && f.File == archive && f.Args["Entry"] == "wlsdeploy/applications/hello.war"
	}
	if _, err := imaging.Push(t.Context(), image, b.env); !named(err) {
		t.Errorf("the push ended in %v", err)
	}
	if _, err := remote.Head(b.reference(image.Reference), remote.WithTransport(b.theirs)); err == nil {
		t.Error("the tag holds it")
	}
	file := filepath.Join(t.TempDir(), "image.tar")
	if err := imaging.Save(t.Context(), image, file, registry.OCITar, b.env); !named(err) {
		t.Errorf("saving it ended in %v", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("the file is there")
	}
}

// damage changes a byte of the first entry's content.
func (b *bench) damage(archive string) {
	b.t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		b.t.Fatal(err)
	}
	at, err := z.File[0].DataOffset()
	_ = z.Close()
	if err != nil {
		b.t.Fatal(err)
	}
	content, err := os.ReadFile(archive)
	if err != nil {
		b.t.Fatal(err)
	}
	content[at+2] ^= 0x10
	if err := os.WriteFile(archive, content, 0o600); err != nil {
		b.t.Fatal(err)
	}
}
