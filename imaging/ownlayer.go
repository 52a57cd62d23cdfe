package imaging

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/registry"
)

// ownLayer is a layer that is put on the base: made of files, or one of an opened
// image that stays as it is.
type ownLayer struct {
	name  string
	made  *layer.Layer // nil for one that stays
	stays *stratum     // nil for one that is made
	owner owned
	note  note
}

// listed returns the layer as the contract sees it, without reading it. Of WDT that
// stays nothing is seen: it was held against the contract when it was made.
func (l ownLayer) listed() contract.Layer {
	if l.stays != nil {
		return l.note.listed(l.owner.uid, l.owner.gid)
	}
	var files []contract.File
	for _, e := range l.made.Entries() {
		files = append(files, contract.File{Header: e.Header, Open: e.Open})
	}
	return contract.FromFiles(files)
}

// digest returns the digest of the blob, known once the layer is hashed.
func (l ownLayer) digest() (v1.Hash, error) {
	if l.stays != nil {
		return l.stays.what.Digest, nil
	}
	return l.made.Digest()
}

// addendum returns what an image gets for the layer, of a media type.
func (l ownLayer) addendum(kind types.MediaType) (mutate.Addendum, error) {
	add := mutate.Addendum{MediaType: kind}
	note, err := l.note, error(nil)
	if l.stays != nil {
		add.Layer, err = registry.As(l.stays.layer, kind)
	} else {
		add.Layer = l.made.As(kind)
		note, err = l.note.with(l.made)
	}
	add.History = v1.History{CreatedBy: creator + l.name, Comment: note.String()}
	return add, err
}
