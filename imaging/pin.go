package imaging

import (
	"context"
	"strings"

	"auximage/imaging/input"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Pinned names the image for a Plan: its reference or its file, with its digest.
func (o *Opened) Pinned() string { return pin(o.name(), o.Digest.String()) }

// pin puts a digest behind a reference or a file.
func pin(name, digest string) string {
	name, _ = unpin(name)
	return name + "@" + digest
}

// unpin takes the digest off.
func unpin(pinned string) (name, digest string) {
	at := strings.LastIndex(pinned, "@sha256:")
	if at < 0 {
		return pinned, ""
	}
	return pinned[:at], pinned[at+1:]
}

// openPinned opens an image that a plan names, on a platform or, where it has not that
// one, on its usual.
func (c *Client) openPinned(ctx context.Context, pinned, platform string) (*Opened, error) {
	name, digest := unpin(pinned)
	from := sourceOf(pinned)
	o, err := c.Open(ctx, from, platform)
	if report.Has(err, registry.CodeNoPlatform) {
		o, err = c.Open(ctx, from, "")
	}
	if err != nil {
		return nil, err
	}
	if digest != "" && o.Digest.String() != digest {
		return nil, report.Finding{Code: CodeImageChanged, Severity: report.Error, File: name}
	}
	if o.Maker != opened.Wizard {
		err = o.ReadAll(ctx) // it is made anew of all that it holds
	}
	return o, err
}

// sourceOf returns what Open takes for a pinned name: a file has no digest behind it.
func sourceOf(pinned string) string {
	if name, _ := unpin(pinned); isFile(name) {
		return name
	}
	return pinned
}

// sources are the images that a plan takes something of, by their pinned names.
type sources map[string]*Opened

// sources opens the images of a plan.
func (c *Client) sources(ctx context.Context, p Plan) (sources, error) {
	all := sources{}
	names := []string{p.Tooling}
	for _, files := range [][]input.File{p.Models, p.Variables, p.Archives} {
		for _, f := range files {
			names = append(names, f.Image)
		}
	}
	for _, name := range names {
		if name == "" || all[name] != nil {
			continue
		}
		o, err := c.openPinned(ctx, name, p.platforms()[0])
		if err != nil {
			return all, err
		}
		if err := o.uniform(ctx, p.platforms()); err != nil {
			return all, err
		}
		all[name] = o
	}
	return all, nil
}
