package imaging

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/layer"
)

// Image is a finished auxiliary image: content described, digests known,
// nothing of it copied. Its blobs are read from the source files when asked for.
// It has no name: a Push gives it one.
type Image struct {
	Digest     v1.Hash
	Size       int64   // bytes of all blobs as the registry stores them
	BaseDigest v1.Hash // what the base was resolved to, to be kept with the form
	WDTVersion string  // empty when the image has no WDT
	Parts      []Part

	images []v1.Image    // one a platform
	index  v1.ImageIndex // nil for a single platform
	spool  *spool        // files that it reads and nobody else has; nil for none
}

// PartKind tells the layers of an image apart by what they hold.
type PartKind string

// The kinds, in the order of the layers.
const (
	BasePart    PartKind = "base"
	WDTPart     PartKind = "wdt"
	ArchivePart PartKind = "archives"
	ModelPart   PartKind = "models"
)

// Part is one layer of the image.
type Part struct {
	Kind   PartKind
	Digest v1.Hash
	Size   int64 // bytes of the blob
}

// kinds are the parts that our layers are, by the layer's name.
var kinds = map[string]PartKind{layer.WDTName: WDTPart, layer.ArchivesName: ArchivePart, layer.ModelsName: ModelPart}

// names are the layers that parts are.
var names = map[PartKind]string{WDTPart: layer.WDTName, ArchivePart: layer.ArchivesName, ModelPart: layer.ModelsName}

// measure learns the digest, the parts and the size.
func (i *Image) measure(ours []ownLayer) error {
	named := map[v1.Hash]PartKind{}
	for _, l := range ours {
		digest, err := l.digest()
		if err != nil {
			return err
		}
		named[digest] = kinds[l.name]
	}
	return i.count(named)
}

// count learns the digest, the parts and the size, with the kinds of layers by
// digest; those of no kind are the base's. A blob that several platforms share
// counts once.
func (i *Image) count(named map[v1.Hash]PartKind) (err error) {
	if i.Digest, err = i.pushable().Digest(); err != nil {
		return err
	}
	seen := map[v1.Hash]bool{}
	for _, image := range i.images {
		manifest, err := image.Manifest()
		if err != nil {
			return err
		}
		for _, l := range manifest.Layers {
			if seen[l.Digest] {
				continue
			}
			seen[l.Digest] = true
			kind, mine := named[l.Digest]
			if !mine {
				kind = BasePart
			}
			i.Parts = append(i.Parts, Part{Kind: kind, Digest: l.Digest, Size: l.Size})
			i.Size += l.Size
		}
		i.Size += manifest.Config.Size
	}
	return nil
}
