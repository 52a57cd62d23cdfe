package imaging

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/contract"
	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/wdt"
)

// describing is the making of layers, one after the other. The first has the link
// and the accounts.
type describing struct {
	*build
	client *Client
	in     layer.Target
	owner  owned
}

// describe makes the layers, by rate of change: WDT, archives, models.
func (b *build) describe(ctx context.Context, c *Client, installer *wdt.Installer) error {
	owner, err := b.plan.Owner.on(b.bases, b.homes.WDT)
	if err != nil {
		return err
	}
	b.uid = owner.uid
	homes, err := b.homes.on(b.bases)
	if err != nil {
		return err
	}
	d := &describing{build: b, client: c, owner: owner, in: layer.Target{Home: homes.WDT, UID: owner.uid, GID: owner.gid,
		Texts: owner.texts, MediaType: layerType(b.bases[0].MediaType), Base: folder(b.bases)}}
	links, noLink := b.homes.link(b.bases)
	d.in.Links, b.findings = links, append(b.findings, noLink...)
	if err := d.tooling(ctx, installer); err != nil {
		return err
	}
	d.in.Home = homes.Model
	if err := d.archives(ctx); err != nil {
		return err
	}
	return d.models()
}

// tooling adds the layer of WDT: of the installer, or of the image that it is in.
func (d *describing) tooling(ctx context.Context, installer *wdt.Installer) error {
	if d.plan.Tooling != "" && installer == nil {
		o := d.from[d.plan.Tooling]
		d.wdt = o.WDT.Version
		if done, err := d.keep(o, WDTPart, nil); done || err != nil {
			return err
		}
		var err error
		if installer, err = d.installerOf(ctx, o); err != nil {
			return err
		}
		defer func() { _ = installer.Close() }()
		d.wdt = installer.Version
	}
	if installer == nil {
		return nil
	}
	return d.add(layer.WDT(installer.Zip, d.in))
}

// archives adds the layer of archives, if there are some.
func (d *describing) archives(ctx context.Context) error {
	files := slices.Clone(d.plan.Archives)
	if len(files) == 0 {
		return nil
	}
	if o := d.from[files[0].Image]; o != nil {
		if done, err := d.keep(o, ArchivePart, files); done || err != nil {
			return err
		}
	}
	for i, f := range files {
		if f.Image == "" {
			continue
		}
		path, err := d.taken(ctx, d.from[f.Image], f.Within())
		if err != nil {
			return err
		}
		files[i] = input.File{Path: path, Name: f.InImage()}
	}
	return d.add(layer.Archives(files, d.in))
}

// models adds the layer of models and variables, if there are some.
func (d *describing) models() error {
	var contents []layer.Content
	for _, f := range slices.Concat(d.plan.Models, d.plan.Variables) {
		source, err := textOf(f)
		if err != nil {
			return fmt.Errorf("describing a layer: %w", err)
		}
		contents = append(contents, layer.Content{Name: f.InImage(), Source: source})
	}
	if len(contents) == 0 {
		return nil
	}
	return d.add(layer.Flat(layer.ModelsName, contents, d.in))
}

// textOf returns the content of a model or variable file.
func textOf(f input.File) (layer.Source, error) {
	if f.Image != "" {
		return layer.Held(held.get(f.Path).Text), nil
	}
	return layer.Deflated(f.Path)
}

// keep adds a layer of an image as it is where it is the one that would be made, and
// tells whether it is.
func (d *describing) keep(o *Opened, kind PartKind, files []input.File) (bool, error) {
	frame, err := d.in.Frame()
	if err != nil {
		return false, fmt.Errorf("describing a layer: %w", err)
	}
	s := o.staying(kind, frame)
	if s == nil || kind == ArchivePart && !s.note.holds(o, files) {
		return false, nil
	}
	note := d.note(frame)
	note.Files = s.note.Files
	d.put(ownLayer{name: names[kind], stays: s, owner: d.owner, note: note})
	return true, nil
}

// add adds a layer that was made.
func (d *describing) add(made *layer.Layer, err error) error {
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	frame, err := d.in.Frame()
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	d.put(ownLayer{name: made.Name(), made: made, owner: d.owner, note: d.note(frame)})
	return nil
}

// put adds a layer. The next has no links and accounts.
func (d *describing) put(l ownLayer) {
	d.layers = append(d.layers, l)
	d.in.Links, d.in.Texts = nil, nil
}

// note returns what a layer says of itself.
func (d *describing) note(frame string) note {
	return note{Owner: d.owner.name, Frame: frame, Labels: slices.Sorted(maps.Keys(d.plan.Labels))}
}

// taken returns the path of an archive that is taken out of an image to be put into
// another layer.
func (d *describing) taken(ctx context.Context, o *Opened, name string) (string, error) {
	if err := d.openSpool(); err != nil {
		return "", err
	}
	return d.spool.file(ctx, o, name)
}

// openSpool gives the build its spool, once.
func (d *describing) openSpool() (err error) {
	if d.spool == nil {
		d.spool, err = openSpool(d.client.Cache)
	}
	return err
}

// staysAs tells whether the layer of a name is one that stays.
func (b *build) staysAs(name string) bool {
	return slices.ContainsFunc(b.layers, func(l ownLayer) bool { return l.name == name && l.stays != nil })
}

// listed returns our layers as the contract sees them.
func (b *build) listed() []contract.Layer {
	var all []contract.Layer
	for _, l := range b.layers {
		all = append(all, l.listed())
	}
	return all
}

// hash learns the digests of all layers that are made, side by side.
func (b *build) hash(ctx context.Context, c *Client) error {
	var cache *layer.Cache
	if c.Cache != "" {
		cache, _ = layer.OpenCache(filepath.Join(c.Cache, "layers")) // one that cannot be had knows nothing
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, l := range b.layers {
		if l.made != nil {
			g.Go(func() error { return l.made.Hash(ctx, cache, c.Progress) })
		}
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("hashing the layers: %w", err)
	}
	return nil
}
