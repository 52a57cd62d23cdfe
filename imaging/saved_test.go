package imaging_test

import (
	"path/filepath"
	"slices"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

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

func TestALayerIsNamedByWhatItHoldsWhateverTheBaseTells(t *testing.T) {
	for name, history := range map[string][]v1.History{
		"no history":                          nil,
		"a longer history than it has layers": {{CreatedBy: "one"}, {CreatedBy: "two"}, {CreatedBy: "three", EmptyLayer: true}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			base := busybox(t, types.DockerManifestSchema2, "amd64")
			config, err := base.ConfigFile()
			if err != nil {
				t.Fatal(err)
			}
			config = config.DeepCopy()
			config.History = history
			if base, err = mutate.ConfigFile(base, config); err != nil {
				t.Fatal(err)
			}
			b.plan.Base = b.base("untold", base)
			image, _, err := imaging.Create(t.Context(), b.plan, b.env)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "image.tar")
			if _, err := imaging.Save(t.Context(), image, file, registry.OCITar, b.env); err != nil {
				t.Fatal(err)
			}
			saved, err := imaging.OpenSaved(file)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(saved.Parts, image.Parts) {
				t.Errorf("opened with %+v, saved with %+v", saved.Parts, image.Parts)
			}
		})
	}
}
