package session

import (
	"context"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// engine is the work that a session has done, from which it knows only what
// comes back.
type engine interface {
	Create(ctx context.Context, plan imaging.Plan, env imaging.Env) (*imaging.Image, []report.Finding, error)
	Check(ctx context.Context, plan imaging.Plan, env imaging.Env) ([]report.Finding, error)
	Push(ctx context.Context, image *imaging.Image, env imaging.Env) (imaging.Receipt, error)

	// Exists returns the digest that a reference's tag holds in its registry,
	// and whether it holds one.
	Exists(ctx context.Context, ref string, env imaging.Env) (v1.Hash, bool, error)
	CheckSignIn(ctx context.Context, ref string, env imaging.Env) report.Finding

	// Version returns the version of an installer, empty when it is none.
	Version(ctx context.Context, installer string) string
}

// imagingEngine is the real engine.
type imagingEngine struct{}

func (imagingEngine) Create(ctx context.Context, plan imaging.Plan, env imaging.Env) (*imaging.Image, []report.Finding, error) {
	return imaging.Create(ctx, plan, env)
}

func (imagingEngine) Check(ctx context.Context, plan imaging.Plan, env imaging.Env) ([]report.Finding, error) {
	return imaging.Check(ctx, plan, env)
}

func (imagingEngine) Push(ctx context.Context, image *imaging.Image, env imaging.Env) (imaging.Receipt, error) {
	return imaging.Push(ctx, image, env)
}

func (imagingEngine) Exists(ctx context.Context, ref string, env imaging.Env) (v1.Hash, bool, error) {
	return client(env).Exists(ctx, ref)
}

func (imagingEngine) CheckSignIn(ctx context.Context, ref string, env imaging.Env) report.Finding {
	return client(env).CheckSignIn(ctx, ref)
}

func (imagingEngine) Version(context.Context, string) string { return "" }

func client(env imaging.Env) *registry.Client {
	return &registry.Client{Transport: env.Transport, Keychain: env.Keychain, Cache: env.Cache, Progress: env.Progress}
}
