package registry

import (
	"context"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Look returns the image that a reference names now on a platform such as
// "linux/amd64". Its manifest and config are read, its layers when they are
// asked for. Nothing is kept but small layers, in memory, for as long as the image
// is held.
func (c *Client) Look(ctx context.Context, ref, platform string) (*Base, error) {
	target, wanted, err := parseFor(ref, platform)
	if err != nil {
		return nil, err
	}
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Open, Name: ref, Listener: c.Progress})
	return (&puller{client: c, ref: target, held: &memory{}}).resolve(ctx, wanted, true)
}
