package registry

import (
	"context"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
)

// Packed returns the blob of an image's layer for as long as ctx lasts.
func Packed(ctx context.Context, layer v1.Layer) (io.ReadCloser, error) {
	if stored, ok := layer.(*storedLayer); ok {
		return stored.content(ctx)
	}
	return layer.Compressed()
}

// Unpacked returns the tar of an image's layer for as long as ctx lasts. Read to
// its end, it fails with a finding where blob or tar are not what their digests say.
func Unpacked(ctx context.Context, layer v1.Layer) (io.ReadCloser, error) {
	stored, ok := layer.(*storedLayer)
	if !ok {
		return layer.Uncompressed()
	}
	bounded, err := partial.CompressedToLayer(&layerCore{image: stored.image, what: stored.what, ctx: ctx})
	if err != nil {
		return nil, err
	}
	return (&storedLayer{Layer: bounded, image: stored.image, store: stored.store, what: stored.what}).Uncompressed()
}
