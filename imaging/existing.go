package imaging

import (
	"context"
	"fmt"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// Existing is an auxiliary image that stands in a registry already.
type Existing struct {
	Reference string // with digest
	Digest    v1.Hash
	Size      int64 // bytes of its blobs as the registry stores them
	Homes     Homes // as its config names them, or the operator's defaults

	Inside *Inside // what the homes hold; nil before CheckExisting

	image    v1.Image
	platform v1.Platform
}

// Inside is what the homes of an auxiliary image hold.
type Inside struct {
	WDT        bool
	WDTVersion string   // empty when there is no WDT, or it does not say
	Files      []string // names in the model home, in the operator's order
}

// Look returns the image that the reference names now, of an index that on
// linux/amd64. No layer is read.
func (c *Client) Look(ctx context.Context, reference string) (*Existing, error) {
	found, err := c.registries().Look(ctx, reference, "")
	if err != nil {
		return nil, fmt.Errorf("looking up %s: %w", reference, err)
	}
	manifest, err := found.Image.Manifest()
	if err != nil {
		return nil, fmt.Errorf("looking up %s: %w", reference, err)
	}
	config, err := found.Image.ConfigFile()
	if err != nil {
		return nil, fmt.Errorf("looking up %s: %w", reference, err)
	}
	name, _, _ := strings.Cut(reference, "@")
	e := &Existing{
		Reference: name + "@" + found.Digest.String(), Digest: found.Digest, Size: manifest.Config.Size,
		Homes: homesOf(config), image: found.Image,
		platform: v1.Platform{OS: config.OS, Architecture: config.Architecture, Variant: config.Variant},
	}
	for _, l := range manifest.Layers {
		e.Size += l.Size
	}
	return e, nil
}

// homesOf returns the homes that an image's environment names, as those that
// Create or the WebLogic Image Tool made do.
func homesOf(config *v1.ConfigFile) Homes {
	value := func(name string) string {
		i := slices.IndexFunc(config.Config.Env, func(e string) bool { return strings.HasPrefix(e, name+"=") })
		if i < 0 {
			return ""
		}
		return strings.TrimPrefix(config.Config.Env[i], name+"=")
	}
	return Homes{WDT: value("WDT_HOME"), Model: value("WDT_MODEL_HOME")}.Resolved()
}

// CheckExisting returns the image that the reference names now, held against the
// operator's contract, and what is wrong with it; for that its layers are read once.
func (c *Client) CheckExisting(ctx context.Context, reference string) (*Existing, []report.Finding, error) {
	image, err := c.Look(ctx, reference)
	if err != nil {
		return nil, nil, err
	}
	found, err := image.check(ctx, c.Cache)
	return image, found, err
}

func (e *Existing) check(ctx context.Context, cache string) ([]report.Finding, error) {
	layers, err := listed(ctx, e.image, e.Reference, cache)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", e.Reference, err)
	}
	config, err := e.image.ConfigFile()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", e.Reference, err)
	}
	tree, home := contract.TreeOf(layers), e.Homes.Tooling()
	wdt, models := tree.Has(home), tree.Has(e.Homes.Model)
	e.Inside = &Inside{WDT: wdt, WDTVersion: tree.ToolingVersion(home), Files: model.Order(tree.Names(e.Homes.Model))}
	if !wdt && !models {
		return []report.Finding{{Code: CodeNotAuxiliary, Severity: report.Error,
			Args: report.Args{"Reference": e.Reference, "Path": e.Homes.WDT}}}, nil
	}
	return contract.Check(ctx, contract.Image{
		Platform: e.platform, Config: config, Layers: layers,
		WDTHome: e.Homes.WDT, ModelHome: e.Homes.Model, WantWDT: wdt, WantModels: models,
	}), ctx.Err()
}
