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
		if err := b.add(layer.WDT(installer.Zip, in)); err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	in.Home = homes.Model
	if len(b.plan.Archives) > 0 {
		if err := b.add(layer.Archives(b.plan.Archives, in)); err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	if texts := slices.Concat(b.plan.Models, b.plan.Variables); len(texts) > 0 {
		return b.add(layer.Models(texts, in))
	}
	return nil
}

func (b *build) add(l *layer.Layer, err error) error {
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	b.layers = append(b.layers, l)
	return nil
}

// listed returns our layers as the contract sees them, without reading them.
func (b *build) listed() []contract.Layer {
	var all []contract.Layer
	for _, l := range b.layers {
		var files []contract.File
		for _, e := range l.Entries() {
			files = append(files, contract.File{Header: e.Header, Open: e.Open})
		}
		all = append(all, contract.FromFiles(files))
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
		g.Go(func() error { return l.Hash(ctx, cache, c.Progress) })
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("hashing the layers: %w", err)
	}
	return nil
}
