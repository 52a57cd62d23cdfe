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

// ground is a base on one platform with what it holds.
type ground struct {
	*registry.Base
	platform v1.Platform
	layers   []contract.Layer
}

func (e Env) client() *registry.Client {
	return &registry.Client{Transport: e.Transport, Keychain: e.Keychain, SignIns: e.SignIns, Cache: e.Cache, Progress: e.Progress}
}

// grounds resolves the base for each platform of the plan.
func (p Plan) grounds(ctx context.Context, env Env) ([]ground, error) {
	env.Progress.Tell(report.Progress{Phase: report.Base, Item: cmp.Or(p.Base.File, p.Base.reference())})
	var all []ground
	for _, text := range p.platforms() {
		base, err := p.Base.resolve(ctx, text, env)
		if err != nil {
			return nil, fmt.Errorf("resolving the base for %s: %w", text, err)
		}
		platform, err := v1.ParsePlatform(text)
		if err != nil {
			return nil, report.Fault(registry.CodeBadPlatform, err, report.Args{"Platform": text})
		}
		g := ground{Base: base, platform: *platform}
		if g.layers, err = listed(ctx, base.Image, env.Cache); err != nil {
			return nil, fmt.Errorf("reading the base for %s: %w", text, err)
		}
		all = append(all, g)
	}
	return all, nil
}

func (p Plan) platforms() []string {
	if len(p.Platforms) == 0 {
		return []string{"linux/amd64"}
	}
	return p.Platforms
}

func (b Base) reference() string { return cmp.Or(b.Reference, DefaultBase) }

func (b Base) resolve(ctx context.Context, platform string, env Env) (*registry.Base, error) {
	if b.File != "" {
		return registry.OpenBaseFile(b.File, platform)
	}
	return env.client().ResolveBase(ctx, b.reference(), platform, b.Digest, b.AlwaysPull)
}

func listed(ctx context.Context, image v1.Image, cache string) ([]contract.Layer, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	all := make([]contract.Layer, len(layers))
	for i, l := range layers {
		if all[i], err = contract.FromLayer(ctx, l, cache); err != nil {
			return nil, err
		}
	}
	return all, nil
}
