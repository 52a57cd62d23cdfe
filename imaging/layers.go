package imaging

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/wdt"
)

// describe makes the layers, by rate of change: WDT, archives, models. The first
// has the link and the accounts.
func (b *build) describe(installer *wdt.Installer) error {
	owner, err := b.plan.Owner.on(b.bases, b.homes.WDT)
	if err != nil {
		return err
	}
	b.uid = owner.uid
	homes, err := b.homes.on(b.bases)
	if err != nil {
		return err
	}
	in := layer.Target{Home: homes.WDT, UID: owner.uid, GID: owner.gid, Texts: owner.texts,
		MediaType: layerType(b.bases[0].MediaType), Base: folder(b.bases)}
	links, noLink := b.homes.link(b.bases)
	in.Links, b.findings = links, append(b.findings, noLink...)
	if installer != nil {
		err := b.add(in, owner, func(in layer.Target) (*layer.Layer, error) { return layer.WDT(installer.Zip, in) })
		if err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	in.Home = homes.Model
	if len(b.plan.Archives) > 0 {
		err := b.add(in, owner, func(in layer.Target) (*layer.Layer, error) { return layer.Archives(b.plan.Archives, in) })
		if err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	if texts := slices.Concat(b.plan.Models, b.plan.Variables); len(texts) > 0 {
		return b.add(in, owner, func(in layer.Target) (*layer.Layer, error) { return layer.Models(texts, in) })
	}
	return nil
}

// add describes a layer for a target.
func (b *build) add(in layer.Target, owner owned, describe func(layer.Target) (*layer.Layer, error)) error {
	made, err := describe(in)
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	frame, err := in.Frame()
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	b.layers = append(b.layers, ownLayer{name: made.Name(), made: made, note: note{Owner: owner.name, Frame: frame}})
	return nil
}

// listed returns our layers as the contract sees them.
func (b *build) listed() []contract.Layer {
	var all []contract.Layer
	for _, l := range b.layers {
		all = append(all, l.listed())
	}
	return all
}

// hash learns the digests of all layers, side by side.
func (b *build) hash(ctx context.Context, c *Client) error {
	var cache *layer.Cache
	if c.Cache != "" {
		cache, _ = layer.OpenCache(filepath.Join(c.Cache, "layers")) // one that cannot be had knows nothing
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, l := range b.layers {
		g.Go(func() error { return l.made.Hash(ctx, cache, c.Progress) })
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("hashing the layers: %w", err)
	}
	return nil
}
