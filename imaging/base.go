package imaging

import (
	"cmp"
	"context"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// platformBase is a base on one platform with what it holds.
type platformBase struct {
	*registry.Base
	layers []contract.Layer
	tree   contract.Tree // of the layers

	manifest v1.Hash // of the base's own manifest for the platform
}

// bases resolves the base for each platform of the plan. With an error come
// those that were resolved, of which the last may not be listed.
func (p Plan) bases(ctx context.Context, c *Client) ([]platformBase, error) {
	c.Progress.Tell(report.Progress{Phase: report.Base, Item: p.Base.name()})
	var all []platformBase
	for _, text := range p.platforms() {
		base, manifest, err := p.Base.resolve(ctx, text, c)
		if err != nil {
			return all, fmt.Errorf("resolving the base for %s: %w", text, err)
		}
		on := platformBase{Base: base, manifest: manifest}
		if on.layers, err = listed(ctx, base.Image, p.Base.name(), c.Cache); err != nil {
			return append(all, on), fmt.Errorf("reading the base for %s: %w", text, err)
		}
		on.tree = contract.TreeOf(on.layers)
		all = append(all, on)
	}
	return all, nil
}

func (p Plan) platforms() []string {
	if len(p.Platforms) == 0 {
		return []string{DefaultPlatform}
	}
	return p.Platforms
}

func (b Base) reference() string { return cmp.Or(b.Reference, DefaultBase) }

// name returns what the base is called: its image, its file, or its reference.
func (b Base) name() string { return cmp.Or(b.Image, b.File, b.reference()) }

// resolve returns the base for a platform, and the digest of its manifest.
func (b Base) resolve(ctx context.Context, platform string, c *Client) (base *registry.Base, manifest v1.Hash, err error) {
	switch {
	case b.Image != "":
		return c.baseOf(ctx, b.Image, platform)
	case b.File != "":
		base, err = registry.OpenBaseFile(b.File, platform)
	default:
		base, err = c.registries().ResolveBase(ctx, b.reference(), platform, b.Digest, b.AlwaysPull)
	}
	if err == nil {
		manifest, err = base.Image.Digest()
	}
	return base, manifest, err
}

// listed returns what each layer of the image called name holds.
func listed(ctx context.Context, image v1.Image, name, cache string) ([]contract.Layer, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	all := make([]contract.Layer, len(layers))
	for i, l := range layers {
		if all[i], err = contract.FromLayer(ctx, bounded{l, ctx}, cache); err != nil {
			return nil, unreadable(ctx, l, name, err)
		}
	}
	return all, nil
}

// unreadable returns the finding for a layer that cannot be unpacked, unless the
// error is a finding already, or the stop.
func unreadable(ctx context.Context, l v1.Layer, name string, err error) error {
	if _, known := report.Of(err); known || ctx.Err() != nil {
		return err
	}
	digest, _ := l.Digest() // known, since the layer could be opened
	return report.Fault(registry.CodeBaseUnreadable, err, report.Args{"Reference": name, "Digest": digest.String()})
}
