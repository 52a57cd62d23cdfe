// Package registry speaks with registries: it signs in, pushes an image blob by
// blob, resolves a base, and writes and reads images as files. It sends the
// requests of the distribution specification itself, so that every answer is
// looked at as a whole: a page that is no registry, a session to delete, a
// digest to compare, a request id to keep. Patience with passing faults of one
// request is the transport's, beginning a blob again is here.
package registry

import (
	"context"
	"errors"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Client is what the work with registries needs. It keeps nothing between
// calls and is safe for many goroutines.
type Client struct {
	Transport *transport.Transport
	Keychain  authn.Keychain // asked per registry; nil is anonymous
	Cache     string         // folder that keeps bases by digest; empty is no cache
	Progress  report.Listener
}

// Base is what a base reference or file was resolved to. It holds no context:
// its layers are read from the cache, or from the registry when asked for.
type Base struct {
	Image     v1.Image
	Digest    v1.Hash         // of what the reference names: the index, where there is one
	MediaType types.MediaType // of Image: Docker's or OCI's
}

// CheckSignIn tries what a push to the reference will need, without pushing,
// and returns how far it got: a finding of severity Info when all is well, of
// Warning when only the push can tell, of Error otherwise. It creates nothing.
func (c *Client) CheckSignIn(ctx context.Context, ref string) report.Finding {
	return report.Finding{}
}

// ResolveBase returns the image that the reference stands for on a platform
// such as "linux/amd64", which is also what an empty platform means. With a
// kept digest, or a reference resolved before, the cache serves and the network
// is not asked, unless alwaysPull.
func (c *Client) ResolveBase(ctx context.Context, ref, platform, keptDigest string, alwaysPull bool) (*Base, error) {
	return nil, errors.ErrUnsupported
}

// OpenBaseFile returns the image for the platform in an OCI layout folder, an
// OCI layout tar or a tar of docker save.
func OpenBaseFile(path, platform string) (*Base, error) {
	return nil, errors.ErrUnsupported
}

// Format is how Save writes an image.
type Format string

// The formats of Save.
const (
	DockerTar Format = "docker" // for docker load, podman load, kind load image-archive
	OCITar    Format = "oci"    // an OCI layout in a tar
)

// Save writes the image to a file, under a temporary name first. Progress is
// told as of the phase Save.
func (c *Client) Save(ctx context.Context, what Pushable, ref, path string, format Format) error {
	return errors.ErrUnsupported
}
