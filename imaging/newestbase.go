package imaging

import (
	"context"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// NewestBase returns the digest of the manifest that a base has now for a platform, as the images that are put on it name it: see opened.Base. Its registry is
// asked, whatever the cache knows; what follows is put on that one.
func (c *Client) NewestBase(ctx context.Context, reference, platform string) (v1.Hash, error) {
	_, manifest, err := Base{Reference: reference, AlwaysPull: true}.resolve(ctx, platform, c)
	if err != nil {
		return v1.Hash{}, fmt.Errorf("resolving the base for %s: %w", platform, err)
	}
	return manifest, nil
}
