package session

import (
	"context"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// engine is the work that a session has done, from which it knows only what
// comes back.
type engine interface {
	Create(ctx context.Context, plan imaging.Plan, env imaging.Env) (*imaging.Image, []report.Finding, error)
	Check(ctx context.Context, plan imaging.Plan, env imaging.Env) ([]report.Finding, error)
	Push(ctx context.Context, image *imaging.Image, env imaging.Env) (imaging.Receipt, error)
	Save(ctx context.Context, image *imaging.Image, path string, format registry.Format, env imaging.Env) (v1.Hash, error)
	// Look looks an auxiliary image up in its registry; no layer is read.
	Look(ctx context.Context, ref string, env imaging.Env) (*imaging.Existing, error)
	// Existing looks an auxiliary image up in its registry and checks it.
	Existing(ctx context.Context, ref string, env imaging.Env) (*imaging.Existing, []report.Finding, error)

	// Exists returns the digest that a reference's tag holds in its registry,
	// and whether it holds one.
	Exists(ctx context.Context, ref string, env imaging.Env) (v1.Hash, bool, error)
	CheckSignIn(ctx context.Context, ref string, env imaging.Env) report.Finding

	// Latest returns the latest WDT release, of a mirror where one is given.
	Latest(ctx context.Context, mirror string, env imaging.Env) (wdt.Release, error)
	// Download saves a release in a folder and returns the file's path.
	Download(ctx context.Context, mirror string, r wdt.Release, dir string, env imaging.Env) (string, error)
	// Installers returns the installers in a folder, the newest first.
	Installers(dir string) []wdt.Found
	// Inspect returns the version of an installer, or why it is none.
	Inspect(installer string) (version string, warnings []report.Finding, err error)
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

func (imagingEngine) Save(ctx context.Context, image *imaging.Image, path string, format registry.Format, env imaging.Env) (v1.Hash, error) {
	return imaging.Save(ctx, image, path, format, env)
}

func (imagingEngine) Look(ctx context.Context, ref string, env imaging.Env) (*imaging.Existing, error) {
	return imaging.Look(ctx, ref, "", env)
}

func (imagingEngine) Existing(ctx context.Context, ref string, env imaging.Env) (*imaging.Existing, []report.Finding, error) {
	image, err := imaging.Look(ctx, ref, "", env)
	if err != nil {
		return nil, nil, err
	}
	found, err := image.Check(ctx, env)
	return image, found, err
}

func (imagingEngine) Exists(ctx context.Context, ref string, env imaging.Env) (v1.Hash, bool, error) {
	return client(env).Exists(ctx, ref)
}

func (imagingEngine) CheckSignIn(ctx context.Context, ref string, env imaging.Env) report.Finding {
	return client(env).CheckSignIn(ctx, ref)
}

func (imagingEngine) Latest(ctx context.Context, mirror string, env imaging.Env) (wdt.Release, error) {
	return wdt.Releases{Transport: env.Transport, Mirror: mirror}.Latest(ctx, env.Progress)
}

func (imagingEngine) Download(ctx context.Context, mirror string, r wdt.Release, dir string, env imaging.Env) (string, error) {
	return wdt.Releases{Transport: env.Transport, Mirror: mirror}.Download(ctx, r, dir, env.Progress)
}

func (imagingEngine) Installers(dir string) []wdt.Found { return wdt.FindInstallers(dir) }

func (imagingEngine) Inspect(installer string) (string, []report.Finding, error) {
	opened, err := wdt.Open(installer)
	if err != nil {
		return "", nil, err
	}
	defer func() { _ = opened.Close() }()
	return opened.Version, opened.Warnings, nil
}

func client(env imaging.Env) *registry.Client {
	return &registry.Client{Transport: env.Transport, Keychain: env.Keychain, SignIns: env.SignIns, Cache: env.Cache, Progress: env.Progress}
}
