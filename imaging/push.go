package imaging

import (
	"context"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Receipt says what a Push did.
type Receipt struct {
	Reference string // with digest: host/repository:version@sha256:…
	Digest    v1.Hash
	Sent      int64 // blob bytes that went over the wire
	Skipped   int64 // blob bytes that the registry had already
	Layers    []Sent

	// NotReadBack is a note, with why, where the registry took the image and did
	// not let this account read it; nil where it was read back and compared.
	NotReadBack *report.Finding
}

// Sent is one layer as Push left it.
type Sent struct {
	Part
	Skipped bool // the registry had it already
}

// Push sends what the registry of the reference, host/repository:version, lacks of
// the image, layer by layer, then the manifest, reads the manifest back, where this
// account may, and compares it. A source file that changed since Create is noticed
// before its bytes count: report code layer.CodeChanged.
func (c *Client) Push(ctx context.Context, image *Image, reference string) (Receipt, error) {
	result, err := c.registries().Push(ctx, reference, image.pushable(), image.names())
	if err != nil {
		return Receipt{}, fmt.Errorf("pushing %s: %w", reference, err)
	}
	r := Receipt{
		Reference: reference + "@" + result.Digest.String(),
		Digest:    result.Digest, Sent: result.Sent, Skipped: result.Skipped, NotReadBack: result.NotReadBack,
	}
	skipped := map[v1.Hash]bool{}
	for _, b := range result.Blobs {
		skipped[b.Digest] = b.Skipped
	}
	for _, p := range image.Parts {
		r.Layers = append(r.Layers, Sent{Part: p, Skipped: skipped[p.Digest]})
	}
	return r, nil
}

// Save writes the image to a file, an OCI layout or a tar for docker load, with the
// reference that it is to have when it is loaded, and returns the digest that it has there: in OCI's format on a base of Docker's
// family it is another one.
func (c *Client) Save(ctx context.Context, image *Image, reference, path string, format registry.Format) (v1.Hash, error) {
	digest, err := c.registries().Save(ctx, image.pushable(), reference, path, format, image.names())
	if err != nil {
		return v1.Hash{}, fmt.Errorf("saving %s: %w", reference, err)
	}
	return digest, nil
}

// pushable returns the index, or the image of the single platform.
func (i *Image) pushable() registry.Pushable {
	if i.index != nil {
		return i.index
	}
	return i.images[0]
}

// names returns what progress calls the layers.
func (i *Image) names() map[v1.Hash]string {
	names := map[v1.Hash]string{}
	for _, p := range i.Parts {
		names[p.Digest] = string(p.Kind)
	}
	return names
}
