package registry

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"auximage/imaging/testkit"
)

// saved saves what to a file and returns its path.
func saved(t *testing.T, what Pushable, format Format) string {
	t.Helper()
	file, _ := savedAs(t, what, format)
	return file
}

// savedAs saves what to a file and returns its path and the digest there.
func savedAs(t *testing.T, what Pushable, format Format) (string, v1.Hash) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "image.tar")
	digest, err := (&Client{}).Save(t.Context(), what, tagged, file, format, nil)
	if err != nil {
		t.Fatal(err)
	}
	return file, digest
}

func TestASavedImageKeepsItsDigestInDockersFormatAndIsPushedAsItIsThere(t *testing.T) {
	for name, what := range map[string]Pushable{
		"image": platformed(t, imageOf(t, 1000), "amd64"),
		"index": twoPlatforms(t),
	} {
		for _, format := range []Format{DockerTar, OCITar} {
			t.Run(name+" "+string(format), func(t *testing.T) {
				file, want := savedAs(t, what, format)
				opened, ref, err := OpenFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if before, _ := what.Digest(); format == DockerTar && before != want {
					t.Errorf("saved as %s, was %s", want, before)
				}
				if got, _ := opened.Digest(); got != want || ref != tagged {
					t.Errorf("%s %s, want %s", ref, got, want)
				}
				inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
					result, err := s.push(t.Context(), opened)
					if err != nil || result.Digest != want {
						t.Errorf("pushed as %s, %v", result.Digest, err)
					}
				})
			})
		}
	}
}

func TestASavedImageIsReadByOthers(t *testing.T) {
	image := platformed(t, imageOf(t, 1000, 20), "amd64")
	tag, err := name.NewTag(tagged)
	if err != nil {
		t.Fatal(err)
	}
	read, err := tarball.ImageFromPath(saved(t, image, DockerTar), &tag)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := image.ConfigName()
	if got, _ := read.ConfigName(); got != want {
		t.Errorf("config %s, want %s", got, want)
	}
}

func TestABaseIsReadFromAFile(t *testing.T) {
	image := platformed(t, imageOf(t, 1000), "amd64")
	folder := filepath.Join(t.TempDir(), "layout")
	if _, err := layout.Write(folder, twoPlatforms(t)); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(t.TempDir(), "old.tar")
	tag, err := name.NewTag(tagged)
	if err != nil {
		t.Fatal(err)
	}
	if err := tarball.WriteToFile(old, tag, image); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"a folder":             folder,
		"a tar":                saved(t, image, OCITar),
		"a tar of an index":    saved(t, twoPlatforms(t), OCITar),
		"a tar of docker save": old,
	} {
		t.Run(name, func(t *testing.T) {
			base, err := OpenBaseFile(file, "linux/amd64")
			if err != nil {
				t.Fatal(err)
			}
			want, _ := image.ConfigName()
			if got, err := base.Image.ConfigName(); got != want {
				t.Errorf("config %s, %v", got, err)
			}
			if got := layersOf(t, base.Image); len(got) == 0 {
				t.Error("the layer is empty")
			}
			_, err = OpenBaseFile(file, "linux/riscv64")
			finding(t, err, CodeNoPlatform)
		})
	}
}

func TestAFileThatIsNoImageIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	for name, content := range map[string]string{"empty": "", "text": "no image", "half a tar": string(content(1, 600))} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := OpenBaseFile(file, "")
			if f := finding(t, err, CodeBadBaseFile); f.File != file {
				t.Errorf("the file is %q", f.File)
			}
			_, _, err = OpenFile(file)
			finding(t, err, CodeBadBaseFile)
		})
	}
	_, err := OpenBaseFile(filepath.Join(t.TempDir(), "none"), "")
	finding(t, err, CodeBadBaseFile)
	_, err = OpenBaseFile(t.TempDir(), "")
	finding(t, err, CodeBadBaseFile)
}

func TestASaveThatFailsLeavesTheOldFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "image.tar")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	image := imageOf(t, 1000)
	layers, _ := image.Layers()
	changed := &changedImage{image, &changedLayer{Layer: layers[0], now: content(9, 1000)}}
	_, err := (&Client{}).Save(t.Context(), changed, tagged, file, OCITar, nil)
	finding(t, err, CodeSourceChanged)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := (&Client{}).Save(ctx, image, tagged, file, OCITar, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped, it ended in %v", err)
	}
	_, err = (&Client{}).Save(t.Context(), image, tagged, filepath.Join(file, "x"), OCITar, nil)
	finding(t, err, CodeNotSaved)
	read, err := os.ReadFile(file)
	if err != nil || string(read) != "old" {
		t.Errorf("the file is %q, %v", read, err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*"))
	hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	if len(left) != 1 || len(hidden) != 0 {
		t.Errorf("left behind: %v %v", left, hidden)
	}
}

func TestAStoredImageIsValid(t *testing.T) {
	base, err := OpenBaseFile(saved(t, gzipped(t), OCITar), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Image(base.Image); err != nil {
		t.Error(err)
	}
	var _ v1.Image = base.Image
}
