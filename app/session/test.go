package session

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Tested is something on the network that a Create or a Push needs.
type Tested string

// What is tested.
const (
	TestedRegistry Tested = "registry"
	TestedBase     Tested = "base"
	TestedReleases Tested = "releases"
)

// AllTested are they, in the order in which they are shown.
var AllTested = []Tested{TestedRegistry, TestedBase, TestedReleases}

// TestNews is what a test tells of one of the things that it tries.
type TestNews struct {
	What    Tested
	Waiting *report.Progress // why it stands still and until when; nil when it does not
	Found   *report.Finding  // what came of it, Info when all is well; nil while it is tried
}

// Test tries whether registry, base image and releases can be reached under
// preferences that are not taken yet, all at once, and tells of each why it is
// waited for and what is found, never two calls at a time. An empty password is the
// one that is kept for the proxy. It returns when all was told, or when ctx ends.
func (s *Session) Test(ctx context.Context, p Preferences, password string, tell func(TestNews)) {
	w := &worker{Session: s}
	if password == "" && p.ProxyMode == transport.OwnProxy && p.ProxyUser != "" {
		password = w.token(ctx, p.ProxyAccount())
	}
	t, err := transport.New(failingFast(p.transport(password)))
	if err != nil {
		found := named(err) // none of them can be reached
		for _, what := range AllTested {
			tell(TestNews{What: what, Found: &found})
		}
		return
	}
	defer t.CloseIdleConnections()
	signIns := w.signIns(ctx)
	var tests sync.WaitGroup
	var telling sync.Mutex
	for what, try := range map[Tested]func(*worker) report.Finding{
		TestedRegistry: func(w *worker) report.Finding { return networkTest{w}.registry(ctx, w.form()) },
		TestedBase:     func(w *worker) report.Finding { return networkTest{w}.base(ctx, w.form()) },
		TestedReleases: func(w *worker) report.Finding { return networkTest{w}.releases(ctx) },
	} {
		news := func(n TestNews) {
			telling.Lock()
			defer telling.Unlock()
			if n.What = what; ctx.Err() == nil {
				tell(n)
			}
		}
		tests.Go(func() {
			w := &worker{Session: s}
			w.use(&imaging.Client{Transport: t, Keychain: signIns, Mirror: p.Releases, Progress: waits(news)})
			found := try(w)
			news(TestNews{Found: &found})
		})
	}
	tests.Wait()
}

// waits returns a listener that tells when what is tried begins to wait, and when
// something moves again.
func waits(tell func(TestNews)) report.Listener {
	var waiting atomic.Bool
	return func(p report.Progress) {
		switch now := p.State == report.Waiting; {
		case now:
			waiting.Store(true)
			tell(TestNews{Waiting: &p})
		case overcome(p) && waiting.Swap(false):
			tell(TestNews{})
		}
	}
}

// networkTest reaches what a push would need.
type networkTest struct{ *worker }

// registry reaches the registry as nobody: that it wants a sign-in is as
// good an answer as any, and no password is at stake.
func (w networkTest) registry(ctx context.Context, form form.Form) report.Finding {
	if form.Target.Repository == "" {
		return report.Finding{Code: CodeNoTag, Severity: report.Warning}
	}
	nobodys := *w.client
	nobodys.Keychain = nobody{}
	found := w.Session.engine(&nobodys).SignIn(ctx, form.Tag)
	switch found.Code {
	case registry.CodeMayPush, registry.CodeSignedIn, registry.CodeAnonymous, registry.CodeRefused, registry.CodeDenied, registry.CodeNotFound:
		return reached(CodeRegistryReached, report.Args{"Host": form.Target.Host})
	}
	return found
}

func (w networkTest) base(ctx context.Context, form form.Form) report.Finding {
	if file := form.BaseFile; form.CustomBase && file != "" {
		if _, err := registry.OpenBaseFile(file, form.MadeFor()[0]); err != nil {
			return named(err)
		}
		return reached(CodeBaseThere, report.Args{"Reference": file})
	}
	ref := form.BaseReference()
	switch _, there, err := w.engine.Exists(ctx, ref); {
	case err != nil:
		return named(err)
	case !there:
		return report.Finding{Code: registry.CodeNoImage, Severity: report.Error, Args: report.Args{"Reference": ref}}
	}
	return reached(CodeBaseThere, report.Args{"Reference": ref})
}

func (w networkTest) releases(ctx context.Context) report.Finding {
	latest, err := w.engine.LatestWDT(ctx)
	if err != nil {
		return named(err)
	}
	return reached(CodeReleasesReached, report.Args{"Version": latest.Version})
}

func reached(code report.Code, args report.Args) report.Finding {
	return report.Finding{Code: code, Severity: report.Info, Args: args}
}

// named returns the finding in an error's chain, or one that has the error as
// its cause.
func named(err error) report.Finding {
	if f, ok := report.Of(err); ok {
		return f
	}
	return report.Finding{Code: CodeUntested, Severity: report.Error, Cause: err}
}

// nobody is the keychain without accounts.
type nobody struct{}

// Resolve implements authn.Keychain.
func (nobody) Resolve(authn.Resource) (authn.Authenticator, error) { return authn.Anonymous, nil }
