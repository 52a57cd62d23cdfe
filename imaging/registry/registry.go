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
