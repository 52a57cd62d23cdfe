package registry

import (
	"bytes"
	"context"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
)

// store opens what an image is made of, by descriptor. A registry with its
// cache is one, a file another.
type store interface {
	content(ctx context.Context, what v1.Descriptor) (io.ReadCloser, error)
	origin() reference // where the content comes from; zero when from no registry
}

// storedImage is an image whose manifest and config are here and whose layers
// are opened when they are asked for.
type storedImage struct {
	v1.Image
	name   string // the reference or the file
	store  store
	parsed *v1.Manifest
}

// newStoredImage returns the image of a manifest; its config is read.
func newStoredImage(ctx context.Context, m manifest, name string, from store) (*storedImage, error) {
	parsed, err := m.ofImage(name)
	if err != nil {
		return nil, err
	}
	config, err := readSmall(ctx, from, parsed.Config)
	if err != nil {
		return nil, err
	}
	if !parsed.Config.MediaType.IsConfig() {
		return nil, m.notAnImage(name, nil)
	}
	image := &storedImage{name: name, store: from, parsed: parsed}
	image.Image, err = partial.CompressedToImage(&imageCore{manifest: m, config: config, image: image})
	if err != nil {
		return nil, m.notAnImage(name, err)
	}
	if file, err := image.ConfigFile(); err != nil || len(file.RootFS.DiffIDs) != len(parsed.Layers) {
		return nil, m.notAnImage(name, err)
	}
	return image, nil
}

// ofImage returns what the manifest of an image called name says; a finding where
// it is that of something else, or of an image that is not read.
func (m manifest) ofImage(name string) (*v1.Manifest, error) {
	if m.mediaType.IsSchema1() {
		return nil, report.Fault(CodeSchema1, nil, report.Args{"Reference": name})
	}
	if m.mediaType != types.DockerManifestSchema2 && m.mediaType != types.OCIManifestSchema1 {
		return nil, m.notAnImage(name, nil)
	}
	parsed, err := v1.ParseManifest(bytes.NewReader(m.raw))
	if err != nil {
		return nil, m.notAnImage(name, err)
	}
	if parsed.Config.Size > largestConfig {
		return nil, report.Fault(CodeLargeConfig, nil, report.Args{"Reference": name, "Size": parsed.Config.Size, "Limit": int64(largestConfig)})
	}
	return parsed, nil
}

func (m manifest) notAnImage(name string, cause error) error {
	return report.Fault(CodeNotAnImage, cause, report.Args{"Reference": name, "MediaType": string(m.mediaType)})
}

// largestConfig bounds what is read of a config into memory.
const largestConfig = 8 << 20

// readSmall reads a config whole. Its store checks size and digest.
func readSmall(ctx context.Context, from store, what v1.Descriptor) ([]byte, error) {
	content, err := from.content(ctx, what)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	return io.ReadAll(content)
}

// Layers implements v1.Image.
func (i *storedImage) Layers() ([]v1.Layer, error) {
	var layers []v1.Layer
	for _, what := range i.parsed.Layers {
		layer, err := i.layer(what)
		if err != nil {
			return nil, err
		}
		layers = append(layers, layer)
	}
	return layers, nil
}

// LayerByDigest implements v1.Image.
func (i *storedImage) LayerByDigest(h v1.Hash) (v1.Layer, error) {
	for _, what := range i.parsed.Layers {
		if what.Digest == h {
			return i.layer(what)
		}
	}
	return i.Image.LayerByDigest(h)
}

// LayerByDiffID implements v1.Image.
func (i *storedImage) LayerByDiffID(h v1.Hash) (v1.Layer, error) {
	digest, err := partial.DiffIDToBlob(i, h)
	if err != nil {
		return nil, err
	}
	return i.LayerByDigest(digest)
}

func (i *storedImage) layer(what v1.Descriptor) (v1.Layer, error) {
	layer, err := partial.CompressedToLayer(&layerCore{image: i, what: what})
	if err != nil {
		return nil, err
	}
	return &storedLayer{Layer: layer, image: i, store: i.store, what: what}, nil
}

// storedLayer is a layer of a storedImage, which can also be opened for as long
// as a context lasts.
type storedLayer struct {
	v1.Layer
	image *storedImage
	store store
	what  v1.Descriptor
}

// content returns the blob.
func (l *storedLayer) content(ctx context.Context) (io.ReadCloser, error) {
	return l.store.content(ctx, l.what)
}

// Uncompressed implements v1.Layer. Read to its end, it fails with a finding when
// the content is not what the image's config says: nobody could unpack it
// (OCI image specification, "rootfs.diff_ids").
func (l *storedLayer) Uncompressed() (io.ReadCloser, error) {
	want, err := l.DiffID()
	if err != nil {
		return nil, err
	}
	content, err := l.Layer.Uncompressed()
	if err != nil {
		return nil, err
	}
	return newVerified(content, v1.Descriptor{Digest: want, Size: anySize}, func() error {
		return report.Fault(CodeDiffID, nil, report.Args{"Reference": l.image.name, "Digest": l.what.Digest.String()})
	}), nil
}

// imageCore is what partial.CompressedToImage makes an image of.
type imageCore struct {
	manifest manifest
	config   []byte
	image    *storedImage
}

func (c *imageCore) MediaType() (types.MediaType, error) { return c.manifest.mediaType, nil }
func (c *imageCore) RawManifest() ([]byte, error)        { return c.manifest.raw, nil }
func (c *imageCore) RawConfigFile() ([]byte, error)      { return c.config, nil }

func (c *imageCore) LayerByDigest(h v1.Hash) (partial.CompressedLayer, error) {
	for _, what := range c.image.parsed.Layers {
		if what.Digest == h {
			return &layerCore{image: c.image, what: what}, nil
		}
	}
	return nil, report.Fault(CodeNotAnImage, nil, report.Args{"Reference": h.String()})
}

// layerCore is what partial.CompressedToLayer makes a layer of.
type layerCore struct {
	image *storedImage
	what  v1.Descriptor
	ctx   context.Context // of reading it; nil is one without an end
}

func (c *layerCore) Digest() (v1.Hash, error)            { return c.what.Digest, nil }
func (c *layerCore) Size() (int64, error)                { return c.what.Size, nil }
func (c *layerCore) MediaType() (types.MediaType, error) { return c.what.MediaType, nil }
func (c *layerCore) DiffID() (v1.Hash, error)            { return partial.BlobToDiffID(c.image, c.what.Digest) }
func (c *layerCore) Compressed() (io.ReadCloser, error) {
	ctx := c.ctx
	if ctx == nil {
		ctx = context.Background()
	}
	return c.image.store.content(ctx, c.what)
}
