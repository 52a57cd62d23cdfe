//go:build linux

package imaging_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// rawLayer is a layer whose blob is what somebody made of it.
type rawLayer struct {
	blob   []byte
	diffID v1.Hash
}

func (l rawLayer) Digest() (v1.Hash, error) {
	h, _, err := v1.SHA256(bytes.NewReader(l.blob))
	return h, err
}
func (l rawLayer) DiffID() (v1.Hash, error)            { return l.diffID, nil }
func (l rawLayer) Size() (int64, error)                { return int64(len(l.blob)), nil }
func (l rawLayer) MediaType() (types.MediaType, error) { return types.DockerLayer, nil }
func (l rawLayer) Compressed() (io.ReadCloser, error) {
	return io.NopCloser(bytes.NewReader(l.blob)), nil
}

// withBlob returns an image whose one layer has the blob.
func withBlob(t *testing.T, blob []byte, diffID v1.Hash) v1.Image {
	t.Helper()
	layer, err := partial.CompressedToLayer(rawLayer{blob, diffID})
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		t.Fatal(err)
	}
	config, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", "amd64"
	if image, err = mutate.ConfigFile(image, config); err != nil {
		t.Fatal(err)
	}
	return image
}

// layerOf returns the one layer of an image as it is stored, and its diff id.
func layerOf(t *testing.T, image v1.Image) (blob []byte, diffID v1.Hash) {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	diffID, _ = layers[0].DiffID()
	content, err := layers[0].Compressed()
	if err != nil {
		t.Fatal(err)
	}
	if blob, err = io.ReadAll(content); err != nil {
		t.Fatal(err)
	}
	return blob, diffID
}

func TestABaseThatNoClusterCanUnpackIsRefused(t *testing.T) {
	b := newBench(t)
	blob, diffID := layerOf(t, busybox(t, types.DockerManifestSchema2, "amd64"))
	for name, c := range map[string]struct {
		blob []byte
		id   v1.Hash
		code report.Code
	}{
		"cut":                    {blob[:len(blob)/2], diffID, registry.CodeBaseUnreadable},
		"no archive at all":      {bytes.Repeat([]byte("no archive "), 100), diffID, registry.CodeBaseUnreadable},
		"another than it should": {blob, v1.Hash{Algorithm: "sha256", Hex: diffID.Hex[1:] + "0"}, registry.CodeDiffID},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			plan := b.plan
			plan.Base = b.base("damaged", withBlob(t, c.blob, c.id))
			plan.Base.AlwaysPull = true
			_, _, err := b.client.Create(t.Context(), plan)
			if f, _ := report.Of(err); f.Code != c.code || f.Args["Reference"] != plan.Base.Reference {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestALayerThatIsNotCompressedThoughItSaysSoIsRead(t *testing.T) {
	b := newBench(t)
	compressed, diffID := layerOf(t, busybox(t, types.DockerManifestSchema2, "amd64"))
	plain, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	blob, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	b.plan.Base = b.base("plain", withBlob(t, blob, diffID))
	b.create()
}

func TestABaseThatWasRefusedAndIsRepairedServes(t *testing.T) {
	b := newBench(t)
	b.plan.Base = b.base("repaired", imageOf(t, types.DockerManifestSchema2, "amd64", func(add func(tar.Header, []byte)) {
		add(tar.Header{Typeflag: tar.TypeDir, Name: "tmp/", Mode: 0o1777}, nil) // no shell
	}))
	image, findings, err := b.client.Create(t.Context(), b.plan)
	if err != nil || image != nil || report.Worst(findings) != report.Error {
		t.Fatalf("a base without a shell: %v, %v, %v", image, findings, err)
	}
	b.base("repaired", busybox(t, types.DockerManifestSchema2, "amd64"))
	b.create()
}
