package imaging

import (
	"context"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Client does the work, with what it may use of the machine and of the person. It
// keeps nothing between calls but in SignIns and Cache, and is safe for many
// goroutines.
type Client struct {
	Transport *transport.Transport
	Keychain  authn.Keychain    // asked per registry, since base and target are two; nil is anonymous
	SignIns   *registry.SignIns // shared by the calls; nil signs in anew for each
	Cache     string            // folder of the digest and base cache; empty is no cache
	Mirror    string            // of WDT's releases, as wdt.Releases has it; empty is GitHub
	Progress  report.Listener   // told of each step, from any goroutine; nil is nobody
	Claims    bool              // a Push is to a tag that is thought to be free: see registry.CodeTagTaken
}

// Exists returns the digest that a reference's tag holds in its registry, and
// whether it holds one.
func (c *Client) Exists(ctx context.Context, reference string) (v1.Hash, bool, error) {
	return c.registries().Exists(ctx, reference)
}

// SignIn tries what a push to the reference will need, without pushing, and
// returns how far it got: a finding of severity Info when all is well, of Warning
// when only the push can tell, of Error otherwise, with the Step that failed among
// its arguments.
func (c *Client) SignIn(ctx context.Context, reference string) report.Finding {
	return c.registries().CheckSignIn(ctx, reference)
}

// registries returns what speaks with registries.
func (c *Client) registries() *registry.Client {
	return &registry.Client{Transport: c.Transport, Keychain: c.Keychain, SignIns: c.SignIns, Cache: c.Cache, Progress: c.Progress, Claims: c.Claims}
}
