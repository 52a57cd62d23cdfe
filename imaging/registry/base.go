package registry

import (
	"context"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// baseLayer is a layer of a base in a registry.
type baseLayer struct {
	v1.Layer
	from reference // the base's
}

func (l *baseLayer) open(ctx context.Context) (io.ReadCloser, error) { return l.Compressed() }
