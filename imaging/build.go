package imaging

import (
	"context"
	"fmt"
	"slices"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// build is an image that is being made. Its layers are the same on all platforms.
type build struct {
	plan     Plan
	homes    Homes
	wdt      string // version; empty without WDT
	bases    []platformBase
	uid      int
	layers   []ownLayer
	findings []report.Finding
	from     sources
	spool    *spool
}

// build reads the inputs and the base, describes the layers and checks it all, but
// hashes nothing.
func (c *Client) build(ctx context.Context, plan Plan) (*build, error) {
	b := &build{plan: plan, homes: plan.Homes.Resolved()}
	if err := plan.check(b.homes); err != nil {
		return b, err
	}
	c.Progress.Tell(report.Progress{Phase: report.Inspect})
	var installer *wdt.Installer
	var err error
	if plan.Installer != "" {
		if installer, err = wdt.Open(plan.Installer); err != nil {
			return b, fmt.Errorf("opening the installer: %w", err)
		}
		defer func() { _ = installer.Close() }()
		b.wdt = installer.Version
		b.findings = append(b.findings, installer.Warnings...)
	}
	if b.from, err = c.sources(ctx, plan); err != nil {
		return b, err
	}
	if err := b.from.hold(ctx, plan); err != nil {
		return b, err
	}
	b.findings = append(b.findings, b.judge(ctx, installer, c)...)
	if err := ctx.Err(); err != nil || report.Worst(b.findings) == report.Error {
		return b, err
	}
	return b, b.onBase(ctx, c, installer)
}

// onBase puts the layers on the base. One that the cache knew by its tag and that
// cannot serve is asked for anew, once: the tag may have been repaired since.
func (b *build) onBase(ctx context.Context, c *Client, installer *wdt.Installer) error {
	anew := *b
	anew.plan.Base.AlwaysPull = true
	err := b.onBases(ctx, c, installer)
	refused := err != nil || report.Worst(b.findings) == report.Error
	remembered := slices.ContainsFunc(b.bases, func(base platformBase) bool { return base.Remembered })
	if !refused || !remembered || ctx.Err() != nil {
		return err
	}
	anew.findings = slices.Clip(anew.findings)
	if anew.onBases(ctx, c, installer) == nil {
		*b, err = anew, nil
	}
	return err
}

// onBases resolves the base, describes the layers for it and checks the outcome.
func (b *build) onBases(ctx context.Context, c *Client, installer *wdt.Installer) (err error) {
	if b.bases, err = b.plan.bases(ctx, c); err != nil {
		return err
	}
	if err := b.describe(ctx, c, installer); err != nil {
		return err
	}
	b.findings = append(b.findings, b.plan.lacks(b.homes)...)
	c.Progress.Tell(report.Progress{Phase: report.Contract})
	return b.check(ctx)
}

// check holds the image of each platform against the contract.
func (b *build) check(ctx context.Context) error {
	for _, base := range b.bases {
		config, err := base.Image.ConfigFile()
		if err != nil {
			return fmt.Errorf("reading the base's config: %w", err)
		}
		b.findings = append(b.findings, contract.Check(ctx, contract.Image{
			Platform:   base.Platform,
			Config:     b.config(config, base.manifest),
			Layers:     slices.Concat(base.layers, b.listed()),
			WDTHome:    b.homes.WDT,
			ModelHome:  b.homes.Model,
			WantWDT:    b.wdt != "" && !b.staysAs(layer.WDTName), // one that stays was held against the contract when it was made
			WantModels: len(b.plan.Models) > 0,
		})...)
	}
	return ctx.Err()
}

// image puts the layers on each base.
func (b *build) image() (*Image, error) {
	image := &Image{spool: b.spool, WDTVersion: b.wdt, BaseDigest: b.bases[0].Digest}
	for _, base := range b.bases {
		on, err := b.on(base)
		if err != nil {
			return nil, err
		}
		image.images = append(image.images, on)
	}
	if len(image.images) > 1 {
		var err error
		if image.index, err = index(image.images, b.bases); err != nil {
			return nil, err
		}
	}
	return image, image.measure(b.layers)
}
