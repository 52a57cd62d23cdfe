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
			image, _, err := b.client.Create(t.Context(), b.plan)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "image.tar")
			digest, err := b.client.Save(t.Context(), image, b.tag, file, format)
			if err != nil {
				t.Fatal(err)
			}
			saved, tag, err := imaging.OpenSaved(file)
			if err != nil {
				t.Fatal(err)
			}
			if tag != b.tag || saved.Digest != digest || saved.Size != image.Size || !slices.Equal(saved.Parts, image.Parts) {
				t.Errorf("opened as %+v of %s, saved as %+v of %s", saved, tag, image, b.tag)
			}
			receipt, err := b.client.Push(t.Context(), saved, b.tag)
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
			image, _, err := b.client.Create(t.Context(), b.plan)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "image.tar")
			if _, err := b.client.Save(t.Context(), image, b.tag, file, registry.OCITar); err != nil {
				t.Fatal(err)
			}
			saved, _, err := imaging.OpenSaved(file)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(saved.Parts, image.Parts) {
				t.Errorf("opened with %+v, saved with %+v", saved.Parts, image.Parts)
			}
		})
	}
}
