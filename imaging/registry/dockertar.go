package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// dockerTar is the store of a tar in the format of docker save before Docker 25,
// which podman save and skopeo write too (docker-archive). It has layers and no
// manifest of a registry: layers that are not compressed there are compressed
// whenever they are read.
type dockerTar struct {
	file   string
	layers map[v1.Hash]v1.Layer
	config v1.Layer
}

// openDockerTar returns the one image of the tar, and the reference that it was
// saved with, empty if the tar has none.
func openDockerTar(file string) (*storedImage, manifest, string, error) {
	saved, err := tarball.ImageFromPath(file, nil)
	if err != nil {
		return nil, manifest{}, "", badFile(file, err)
	}
	store := &dockerTar{file: file, layers: map[v1.Hash]v1.Layer{}}
	made, err := store.manifest(saved)
	if err != nil {
		return nil, manifest{}, "", badFile(file, err)
	}
	image, err := newStoredImage(context.Background(), made, file, store)
	return image, made, savedReference(file), err
}

// manifest returns the manifest that the image gets in a registry, and keeps
// what it names.
func (t *dockerTar) manifest(image v1.Image) (made manifest, err error) {
	if t.config, err = partial.ConfigLayer(image); err != nil {
		return manifest{}, err
	}
	config, err := described(t.config, types.DockerConfigJSON)
	if err != nil {
		return manifest{}, err
	}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.DockerManifestSchema2, Config: config}
	if m.Layers, err = t.add(image); err != nil {
		return manifest{}, err
	}
	made.mediaType = m.MediaType
	if made.raw, err = json.Marshal(m); err != nil {
		return manifest{}, err
	}
	made.digest, _, err = v1.SHA256(bytes.NewReader(made.raw))
	return made, err
}

// add keeps the layers of the image and returns their descriptors.
func (t *dockerTar) add(image v1.Image) ([]v1.Descriptor, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	all := make([]v1.Descriptor, len(layers))
	for i, layer := range layers {
		if all[i], err = described(layer, types.DockerLayer); err != nil {
			return nil, err
		}
		t.layers[all[i].Digest] = layer
	}
	return all, nil
}

// described returns the descriptor of a blob.
func described(blob v1.Layer, kind types.MediaType) (v1.Descriptor, error) {
	digest, err := blob.Digest()
	if err != nil {
		return v1.Descriptor{}, err
	}
	size, err := blob.Size()
	return v1.Descriptor{MediaType: kind, Digest: digest, Size: size}, err
}

// content implements store.
func (t *dockerTar) content(_ context.Context, what v1.Descriptor) (io.ReadCloser, error) {
	blob, ok := t.layers[what.Digest]
	if !ok {
		blob = t.config
	}
	content, err := blob.Compressed()
	if err != nil {
		return nil, badFile(t.file, err)
	}
	return newVerified(content, what, func() error { return damagedFile(t.file, what) }), nil
}

// origin implements store.
func (t *dockerTar) origin() reference { return reference{} }

// savedReference returns the first reference that the tar names its image with.
func savedReference(file string) string {
	list, err := tarball.LoadManifest(func() (io.ReadCloser, error) { return os.Open(file) })
	if err != nil || len(list) == 0 || len(list[0].RepoTags) == 0 {
		return ""
	}
	return list[0].RepoTags[0]
}
