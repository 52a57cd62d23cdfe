package session

import (
	"context"

	"auximage/imaging"
)

// Tags returns the tags of the reference's repository, the newest first: see
// imaging.Client.Tags. It is signed in to as OpenImage has it. It waits for the
// network and ends early with ctx.
func Tags(ctx context.Context, s *Session, reference string) ([]imaging.Tag, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return nil, err
	}
	defer w.client.Transport.CloseIdleConnections()
	w.signInAt(ctx, reference)
	return w.engine.Tags(ctx, reference)
}
