package imaging_test

import (
	"path/filepath"
	"slices"
	"testing"

	"auximage/imaging"
	"auximage/imaging/registry"
)

func TestASavedImageIsPushedAsItWasMade(t *testing.T) {
	b := newBench(t)
	for _, format := range []registry.Format{registry.DockerTar, registry.OCITar} {
		t.Run(string(format), func(t *testing.T) {
			image, _, err := imaging.Create(t.Context(), b.plan, b.env)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "image.tar")
			digest, err := imaging.Save(t.Context(), image, file, format, b.env)
			if err != nil {
				t.Fatal(err)
			}
			saved, err := imaging.OpenSaved(file)
			if err != nil {
				t.Fatal(err)
			}
			if saved.Reference != image.Reference || saved.Digest != digest || saved.Size != image.Size || !slices.Equal(saved.Parts, image.Parts) {
				t.Errorf("opened as %+v, saved as %+v", saved, image)
			}
			receipt, err := imaging.Push(t.Context(), saved, b.env)
			if err != nil || receipt.Digest != digest {
				t.Errorf("%+v (%v)", receipt, err)
			}
		})
	}
}
