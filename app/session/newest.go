package session

import (
	"context"

	"auximage/imaging"
)

// NewestBase returns what a new image would be put on in place of an opened one's base: a
// reference with the digest that its registry has for it now, or a file; and whether the
// opened one is on it already, which is not known of a file: that would be the same image
// again. It waits for the network and ends early with ctx.
func NewestBase(ctx context.Context, s *Session, o *imaging.Opened) (base string, is bool, err error) {
	w, err := connected(ctx, s)
	if err != nil {
		return "", false, err
	}
	defer w.client.Transport.CloseIdleConnections()
	f := w.form()
	f.FillFrom(o)
	reference, file := f.NewBase()
	if file != "" {
		return file, false, nil
	}
	newest, err := w.engine.NewestBase(ctx, reference, o.Platform)
	return reference + "@" + newest.String(), err == nil && newest == o.Base.Digest, err
}

// HasLatestWDT tells whether an opened image has the WDT that was released last; false
// where that cannot be learned. It waits for the network and ends early with ctx.
func HasLatestWDT(ctx context.Context, s *Session, o *imaging.Opened) (bool, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return false, err
	}
	defer w.client.Transport.CloseIdleConnections()
	latest, err := w.engine.LatestWDT(ctx)
	return err == nil && latest.Version == o.WDT.Version, context.Cause(ctx)
}

// newBase returns the digest of a base as its registry has it now, its reference where
// that cannot be learned. The error is that its registry speaks plain http only.
func (w *worker) newBase(ctx context.Context, reference, platform string) (string, error) {
	newest, err := w.engine.NewestBase(ctx, reference, platform)
	if plainHost(err) != "" {
		return "", err
	}
	if err != nil {
		return reference, nil
	}
	return newest.String(), nil
}
