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
// comes back: imaging.Client says what each method does.
type engine interface {
	Create(ctx context.Context, plan imaging.Plan) (*imaging.Image, []report.Finding, error)
	Check(ctx context.Context, plan imaging.Plan) ([]report.Finding, error)
	Push(ctx context.Context, image *imaging.Image, reference string) (imaging.Receipt, error)
	Save(ctx context.Context, image *imaging.Image, reference, path string, format registry.Format) (v1.Hash, error)

	Look(ctx context.Context, reference string) (*imaging.Existing, error)
	CheckExisting(ctx context.Context, reference string) (*imaging.Existing, []report.Finding, error)
	Open(ctx context.Context, from, platform string) (*imaging.Opened, error)
	Side(ctx context.Context, plan imaging.Plan) (imaging.Side, error)
	Tags(ctx context.Context, reference string) ([]imaging.Tag, error)
	Exists(ctx context.Context, reference string) (v1.Hash, bool, error)
	SignIn(ctx context.Context, reference string) report.Finding

	NewestBase(ctx context.Context, reference, platform string) (v1.Hash, error)
	LatestWDT(ctx context.Context) (wdt.Release, error)
	DownloadWDT(ctx context.Context, release wdt.Release, dir string) (string, error)
	Installers(dir string) []wdt.Found
	InspectInstaller(path string) (version string, warnings []report.Finding, err error)
}

// realEngine is the client itself.
func realEngine(c *imaging.Client) engine { return c }
