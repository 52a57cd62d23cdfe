package session

import (
	"context"

	"auximage/imaging"
)

// OnNewestBase tells whether an opened image is on the base that a new one would be put
// on, as its registry has it now: that would be the same image again. Of a base in a
// file that is not known. It waits for the network and ends early with ctx.
func OnNewestBase(ctx context.Context, s *Session, o *imaging.Opened) (bool, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return false, err
	}
	defer w.client.Transport.CloseIdleConnections()
	reference, file := NewBaseOf(s, o)
	if file != "" {
		return false, nil
	}
	newest, err := w.engine.NewestBase(ctx, reference, o.Platform)
	return err == nil && newest == o.Base.Digest, err
}

// NewBaseOf returns what a new image would be put on in place of an opened one's base: a
// reference, or a file.
func NewBaseOf(s *Session, o *imaging.Opened) (reference, file string) {
	f := s.form()
	f.FillFrom(o)
	return f.NewBase()
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
// that cannot be learned.
func (w *worker) newBase(ctx context.Context, reference, platform string) string {
	newest, err := w.engine.NewestBase(ctx, reference, platform)
	if err != nil {
		return reference
	}
	return newest.String()
}
