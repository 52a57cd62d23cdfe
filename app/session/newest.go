package session

import (
	"context"

	"auximage/imaging"
)

// OnNewestBase tells whether an opened image is on the usual base as its registry has
// it now: another one would make the same image again. It waits for the network and
// ends early with ctx.
func OnNewestBase(ctx context.Context, s *Session, o *imaging.Opened) (bool, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return false, err
	}
	defer w.client.Transport.CloseIdleConnections()
	newest, err := w.engine.NewestBase(ctx, o.Platform)
	return err == nil && newest == o.Base.Digest, err
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
