package registry

import (
	"bytes"
	"encoding/json"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
)

// Below returns the lowest layers of an image as an image, with another config. What
// else its manifest says stays; layers are read from where they were.
func (b *Base) Below(layers int, config *v1.ConfigFile) (*Base, error) {
	stored, ok := b.Image.(*storedImage)
	if !ok || layers > len(stored.parsed.Layers) {
		return nil, report.Fault(CodeNotAnImage, nil, report.Args{"Reference": b.Digest.String(), "MediaType": string(b.MediaType)})
	}
	text, err := json.Marshal(config)
	if err != nil {
		return nil, err
	}
	parsed := stored.parsed.DeepCopy()
	parsed.Layers = parsed.Layers[:layers]
	parsed.Config.Data = nil
	if parsed.Config.Digest, parsed.Config.Size, err = v1.SHA256(bytes.NewReader(text)); err != nil {
		return nil, err
	}
	made, err := newManifest(parsed, b.MediaType)
	if err != nil {
		return nil, err
	}
	image := &storedImage{name: stored.name, store: stored.store, parsed: parsed}
	if image.Image, err = partial.CompressedToImage(&imageCore{manifest: made, config: text, image: image}); err != nil {
		return nil, err
	}
	below := *b
	below.Image, below.Remembered = image, false
	return &below, nil
}

// As returns a layer of an image under another media type; its blob is the same.
func As(layer v1.Layer, mediaType types.MediaType) (v1.Layer, error) {
	stored, ok := layer.(*storedLayer)
	if !ok || stored.what.MediaType == mediaType {
		return layer, nil
	}
	what := stored.what
	what.MediaType = mediaType
	core, err := partial.CompressedToLayer(&layerCore{image: stored.image, what: what})
	if err != nil {
		return nil, err
	}
	return &storedLayer{Layer: core, image: stored.image, store: stored.store, what: what}, nil
}
