package registry

import (
	"bytes"
	"context"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
)

// storedIndex is an index whose images are opened when they are asked for.
type storedIndex struct {
	top    manifest
	parsed *v1.IndexManifest
	name   string
	store  *fileStore
}

func newStoredIndex(top manifest, name string, from *fileStore) (*storedIndex, error) {
	parsed, err := v1.ParseIndexManifest(bytes.NewReader(top.raw))
	if err != nil {
		return nil, badFile(name, err)
	}
	return &storedIndex{top: top, parsed: parsed, name: name, store: from}, nil
}

// The methods of v1.ImageIndex.
func (i *storedIndex) MediaType() (types.MediaType, error)         { return i.top.mediaType, nil }
func (i *storedIndex) Digest() (v1.Hash, error)                    { return i.top.digest, nil }
func (i *storedIndex) Size() (int64, error)                        { return int64(len(i.top.raw)), nil }
func (i *storedIndex) IndexManifest() (*v1.IndexManifest, error)   { return i.parsed, nil }
func (i *storedIndex) RawManifest() ([]byte, error)                { return i.top.raw, nil }
func (i *storedIndex) ImageIndex(h v1.Hash) (v1.ImageIndex, error) { return nil, i.noImage(h) }

// Image returns the index's image with the digest.
func (i *storedIndex) Image(h v1.Hash) (v1.Image, error) {
	m, err := i.store.manifest(h)
	if err != nil {
		return nil, err
	}
	return newStoredImage(context.Background(), m, i.name, i.store)
}

func (i *storedIndex) noImage(h v1.Hash) error {
	return report.Fault(CodeNotAnImage, nil, report.Args{"Reference": h.String(), "MediaType": string(types.OCIImageIndex)})
}
