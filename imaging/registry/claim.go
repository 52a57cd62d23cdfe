package registry

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"time"

	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// claim takes a tag that is free for a push. Registries have no compare-and-set, so that
// it is Fischer's mutual exclusion: see that the tag is free, write, wait for longer
// than another push takes from the one to the other, and see who stands there. The
// pushes of one machine take turns before that, by a lock in the cache.
type claim struct {
	manifests
	cache cache
}

// How long a claim waits: for what others do on this machine, at most, and until it
// looks again, at least and at most. Between these it is some times what its own writing
// took.
const (
	longestTurn   = 10 * time.Second
	shortestDoubt = 300 * time.Millisecond
	longestDoubt  = 5 * time.Second
	doubtTimes    = 3
)

// put is manifests.put to a tag that holds no other image. With one, there before or
// written by another push meanwhile, the error is a Finding with CodeTagTaken.
func (c claim) put(ctx context.Context, what Pushable, at string) (unread, err error) {
	ours, err := manifestOf(what)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	unread, err = c.putInTurn(ctx, ours, what, at)
	if err != nil || unread != nil {
		return unread, err
	}
	doubt := min(max(shortestDoubt, doubtTimes*time.Since(began)), longestDoubt)
	select {
	case <-time.After(doubt + rand.N(doubt)): // so that those at the same time part
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	return nil, c.free(ctx, ours, at, true)
}

// putInTurn puts the manifest where the tag is free, one process of this machine at a
// time.
func (c claim) putInTurn(ctx context.Context, ours manifest, what Pushable, at string) (unread, err error) {
	defer c.turn(ctx)()
	if err := c.free(ctx, ours, at, false); err != nil {
		return nil, err
	}
	unread, err = c.manifests.put(ctx, what, at)
	if report.Has(err, CodeTagLocked) { // by the other push, where a tag is never replaced
		if err := c.free(ctx, ours, at, true); err != nil {
			return nil, err
		}
	}
	return unread, err
}

// turn waits for the pushes of this machine to the same repository.
func (c claim) turn(ctx context.Context) (done func()) {
	if c.cache == "" {
		return func() {}
	}
	within, cancel := context.WithTimeout(ctx, longestTurn)
	defer cancel()
	return cachedir.Lock(within, filepath.Join(string(c.cache), "locks"), c.in("manifests", "").String())
}

// free returns that the tag holds another image than ours. Where it cannot be read that
// is not known.
func (c claim) free(ctx context.Context, ours manifest, at string, meanwhile bool) error {
	found, err := c.read(ctx, at, readable)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && found.digest != ours.digest:
		return c.takenBy(found.digest.String(), meanwhile)
	}
	return nil
}

// takenBy returns that the tag holds another image, which came meanwhile or was there.
func (m manifests) takenBy(digest string, meanwhile bool) error {
	args := m.parts()
	args["Got"], args["Meanwhile"] = digest, meanwhile
	return report.Finding{Code: CodeTagTaken, Severity: report.Error, Args: args}
}
