package imaging

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/contract"
	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// drafted is an image before its digests are known.
type drafted struct {
	blueprint
	grounds  []ground
	findings []report.Finding
}

// draft reads the inputs and the base, describes the layers and checks it all.
func (c *Client) draft(ctx context.Context, plan Plan) (d drafted, err error) {
	d.plan, d.homes = plan, plan.Homes.Resolved()
	if err := plan.sane(d.homes); err != nil {
		return d, err
	}
	c.Progress.Tell(report.Progress{Phase: report.Inspect})
	var installer *wdt.Installer
	if plan.Installer != "" {
		if installer, err = wdt.Open(plan.Installer); err != nil {
			return d, fmt.Errorf("opening the installer: %w", err)
		}
		defer func() { _ = installer.Close() }()
		d.wdt = installer.Version
		d.findings = append(d.findings, installer.Warnings...)
	}
	d.findings = append(d.findings, plan.judge(ctx, installer, c)...)
	if err := ctx.Err(); err != nil || report.Worst(d.findings) == report.Error {
		return d, err
	}
	return d, d.onBase(ctx, c, installer)
}

// onBase puts the layers on the base. One that the cache knew by its tag and that
// cannot serve is asked for anew, once: the tag may have been repaired since.
func (d *drafted) onBase(ctx context.Context, c *Client, installer *wdt.Installer) error {
	anew := *d
	anew.plan.Base.AlwaysPull = true
	err := d.onGrounds(ctx, c, installer)
	refused := err != nil || report.Worst(d.findings) == report.Error
	remembered := slices.ContainsFunc(d.grounds, func(g ground) bool { return g.Remembered })
	if !refused || !remembered || ctx.Err() != nil {
		return err
	}
	anew.findings = slices.Clip(anew.findings)
	if anew.onGrounds(ctx, c, installer) == nil {
		*d, err = anew, nil
	}
	return err
}

// onGrounds resolves the base, describes the layers for it and checks the outcome.
func (d *drafted) onGrounds(ctx context.Context, c *Client, installer *wdt.Installer) (err error) {
	if d.grounds, err = d.plan.grounds(ctx, c); err != nil {
		return err
	}
	if err := d.describe(installer); err != nil {
		return err
	}
	d.findings = append(d.findings, d.plan.lacks(d.homes)...)
	c.Progress.Tell(report.Progress{Phase: report.Contract})
	return d.check(ctx)
}

func (p Plan) sane(homes Homes) error {
	if p.Installer == "" && p.files() == 0 {
		return report.Fault(CodeNothing, nil, nil)
	}
	if bad := slices.Concat(homes.Check(), p.Owner.Check()); len(bad) > 0 {
		return bad[0]
	}
	return nil
}

// files returns how many files go into the model home.
func (p Plan) files() int { return len(p.Models) + len(p.Variables) + len(p.Archives) }

// lacks returns what a Domain needs since this image brings only a part. A model
// home that is not there is passed over by the operator where it is the default.
func (p Plan) lacks(homes Homes) []report.Finding {
	var notes []report.Finding
	if p.Installer == "" {
		notes = append(notes, report.Finding{Code: CodeNoTooling, Severity: report.Warning})
	}
	if p.files() == 0 && homes != (Homes{}).Resolved() {
		notes = append(notes, report.Finding{Code: CodeNoModelHome, Severity: report.Warning, Args: report.Args{"Path": homes.Model}})
	}
	return notes
}

func (p Plan) inputs(version string) model.Inputs {
	files := func(kind model.Kind, inputs []input.File) []model.File {
		var all []model.File
		for _, in := range inputs {
			all = append(all, model.File{Path: in.Path, Name: in.Name, Kind: kind})
		}
		return all
	}
	return model.Inputs{
		Models:     files(model.Model, p.Models),
		Variables:  files(model.Variables, p.Variables),
		Archives:   files(model.Archive, p.Archives),
		WDTVersion: version,
		WebLogic:   p.WebLogic,
	}
}

// describe makes the layers, by rate of change: WDT, archives, models. The first
// has the link and the accounts.
func (d *drafted) describe(installer *wdt.Installer) error {
	owner, err := d.plan.Owner.on(d.grounds, d.homes.WDT)
	if err != nil {
		return err
	}
	d.uid = owner.uid
	homes, err := d.homes.on(d.grounds)
	if err != nil {
		return err
	}
	in := layer.Target{Home: homes.WDT, UID: owner.uid, GID: owner.gid, Texts: owner.texts,
		MediaType: layerType(d.grounds[0].MediaType), Base: folder(d.grounds)}
	links, noLink := d.homes.link(d.grounds)
	in.Links, d.findings = links, append(d.findings, noLink...)
	if installer != nil {
		if err := d.add(layer.WDT(installer.Zip, in)); err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	in.Home = homes.Model
	if len(d.plan.Archives) > 0 {
		if err := d.add(layer.Archives(d.plan.Archives, in)); err != nil {
			return err
		}
		in.Links, in.Texts = nil, nil
	}
	if texts := slices.Concat(d.plan.Models, d.plan.Variables); len(texts) > 0 {
		return d.add(layer.Models(texts, in))
	}
	return nil
}

func (d *drafted) add(l *layer.Layer, err error) error {
	if err != nil {
		return fmt.Errorf("describing a layer: %w", err)
	}
	d.layers = append(d.layers, l)
	return nil
}

// check holds the image of each platform against the contract.
func (d *drafted) check(ctx context.Context) error {
	for _, g := range d.grounds {
		config, err := g.Image.ConfigFile()
		if err != nil {
			return fmt.Errorf("reading the base's config: %w", err)
		}
		digest, err := g.Image.Digest()
		if err != nil {
			return fmt.Errorf("reading the base's manifest: %w", err)
		}
		d.findings = append(d.findings, contract.Check(ctx, contract.Image{
			Platform:   g.Platform,
			Config:     d.config(config, digest),
			Layers:     slices.Concat(g.layers, d.listed()),
			WDTHome:    d.homes.WDT,
			ModelHome:  d.homes.Model,
			WantWDT:    d.wdt != "",
			WantModels: len(d.plan.Models) > 0,
		})...)
	}
	return ctx.Err()
}

// listed returns our layers as the contract sees them, without reading them.
func (d *drafted) listed() []contract.Layer {
	var all []contract.Layer
	for _, l := range d.layers {
		var files []contract.File
		for _, e := range l.Entries() {
			files = append(files, contract.File{Header: e.Header, Open: e.Open})
		}
		all = append(all, contract.FromFiles(files))
	}
	return all
}

// hash learns the digests of all layers, side by side.
func (d *drafted) hash(ctx context.Context, c *Client) error {
	var cache *layer.Cache
	if c.Cache != "" {
		cache, _ = layer.OpenCache(filepath.Join(c.Cache, "layers")) // one that cannot be had knows nothing
	}
	g, ctx := errgroup.WithContext(ctx)
	for _, l := range d.layers {
		g.Go(func() error { return l.Hash(ctx, cache, c.Progress) })
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("hashing the layers: %w", err)
	}
	return nil
}

// image puts the layers on each base.
func (d *drafted) image() (*Image, error) {
	image := &Image{WDTVersion: d.wdt, BaseDigest: d.grounds[0].Digest}
	for _, g := range d.grounds {
		on, err := d.on(g)
		if err != nil {
			return nil, err
		}
		image.images = append(image.images, on)
	}
	if len(image.images) > 1 {
		var err error
		if image.index, err = index(image.images, d.grounds); err != nil {
			return nil, err
		}
	}
	return image, image.measure(d.layers)
}
