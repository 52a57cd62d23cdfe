package registry

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/report"
)

// sender brings blobs to the repository.
type sender struct {
	*connection
	mounts  *mounts
	sending chan struct{} // holds one for each blob that is on its way

	claims bool // the tag is to be free
	cache  cache
}

// pushBlobs asks for the blobs and sends those that are missing, some at a time.
// When one fails for good the others are stopped. All are told of at once, so that
// how much there is to send is known from the start.
func (s *sender) pushBlobs(ctx context.Context, blobs []*blob) error {
	for _, b := range blobs {
		if !b.stored.Load() {
			s.tellProgress(b, report.Running, 0)
		}
	}
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(maxQuestions)
	for _, b := range blobs {
		group.Go(func() error { return s.pushBlob(within, b) })
	}
	err := group.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return interrupted(err, blobs)
}

func (s *sender) tellProgress(b *blob, state report.State, done int64) {
	s.progress.Tell(report.Progress{Phase: report.Upload, Item: b.name, State: state, Done: done, Total: b.size})
}

// pushBlob makes sure that the registry has the blob. A try that fails in passing
// is begun anew, with a question whether the blob arrived in spite of it, and
// with a new upload session.
func (s *sender) pushBlob(ctx context.Context, b *blob) error {
	if b.stored.Load() {
		return nil
	}
	ctx = s.item(ctx, report.Upload, b.name, b.size)
	err := s.retry(ctx, func(ctx context.Context) error {
		err := s.tryBlob(ctx, b)
		var again restartable
		if errors.As(err, &again) {
			return restartable{withLayer(again.error, b)}
		}
		return err
	})
	if err != nil {
		return withLayer(err, b)
	}
	b.stored.Store(true)
	if b.sent.Load() {
		s.tellProgress(b, report.Finished, b.size)
	} else {
		s.tellProgress(b, report.Present, b.size)
	}
	return nil
}

// withLayer returns the error with the blob's name and size in its arguments.
func withLayer(err error, b *blob) error {
	f, ok := report.Of(err)
	if !ok {
		return err
	}
	return f.With(report.Args{"Layer": b.name, "Size": b.size})
}

// doubtAfter is how often a registry may miss a blob that it says it has until it
// is not believed, once: the waits before that are of half a minute together, and
// the blob may be one of gigabytes.
const doubtAfter = 6

// tryBlob is one try to bring the blob to the registry.
func (s *sender) tryBlob(ctx context.Context, b *blob) error {
	upload, there, err := s.askFor(ctx, b)
	if err != nil || there {
		return err
	}
	select {
	case s.sending <- struct{}{}:
		defer func() { <-s.sending }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	for {
		apart := b.patchOnly
		if upload == nil {
			var mounted bool
			if upload, mounted, err = s.mounts.takeOrUpload(ctx, b); err != nil || mounted {
				return err
			}
		}
		if err = upload.send(ctx, b); err == nil {
			return nil
		}
		upload.cancel(ctx)
		upload = nil
		if apart == b.patchOnly {
			return err
		}
	}
}

// askFor tells whether the registry has the blob, unless it is not believed. For
// a small one that it is not known to have an upload is begun at the same time,
// once: most are new, and the question is a way to and fro.
func (s *sender) askFor(ctx context.Context, b *blob) (begun *upload, there bool, err error) {
	switch {
	case b.missed == doubtAfter:
		return nil, false, nil
	case b.size > singlePutMax, b.known, b.begun:
		there, err = s.hasBlob(ctx, b)
		return nil, there, err
	}
	b.begun = true
	var failed error
	var asking sync.WaitGroup
	asking.Go(func() { begun, failed = s.startUpload(ctx) })
	there, err = s.hasBlob(ctx, b)
	asking.Wait()
	if begun != nil && (err != nil || there) {
		begun.cancel(ctx)
		begun = nil
	}
	if err == nil && !there {
		err = failed
	}
	return begun, there, err
}
