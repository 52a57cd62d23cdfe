package imaging

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
)

// ownLayer is a layer that is put on the base.
type ownLayer struct {
	name string
	made *layer.Layer
	note note
}

// listed returns the layer as the contract sees it, without reading it.
func (l ownLayer) listed() contract.Layer {
	var files []contract.File
	for _, e := range l.made.Entries() {
		files = append(files, contract.File{Header: e.Header, Open: e.Open})
	}
	return contract.FromFiles(files)
}

// digest returns the digest of the blob, known once the layer is hashed.
func (l ownLayer) digest() (v1.Hash, error) { return l.made.Digest() }

// addendum returns what an image gets for the layer, of a media type.
func (l ownLayer) addendum(kind types.MediaType) (mutate.Addendum, error) {
	note, err := l.note.with(l.made)
	if err != nil {
		return mutate.Addendum{}, err
	}
	return mutate.Addendum{Layer: l.made.As(kind), MediaType: kind,
		History: v1.History{CreatedBy: creator + l.name, Comment: note.String()}}, nil
}
