package imaging

import v1 "github.com/google/go-containerregistry/pkg/v1"

// Image is a finished auxiliary image: content described, digests known,
// nothing of it copied. Its blobs are read from the source files when asked for.
type Image struct {
	Reference  string // where Push sends it; may be changed before a Push
	Digest     v1.Hash
	Size       int64   // bytes of all blobs as the registry stores them
	BaseDigest v1.Hash // what the base was resolved to, to be kept with the form
	WDTVersion string  // empty when the image has no WDT
	Parts      []Part

	images []v1.Image    // one a platform
	index  v1.ImageIndex // nil for a single platform
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

// Receipt says what a Push did.
type Receipt struct {
	Reference string // with digest: host/repository:version@sha256:…
	Digest    v1.Hash
	Sent      int64 // blob bytes that went over the wire
	Skipped   int64 // blob bytes that the registry had already
	Layers    []Sent
}

// Sent is one layer as Push left it.
type Sent struct {
	Part
	Skipped bool // the registry had it already
}
