package zipfile

import (
	"context"
	"io"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/report"
)

// Verify reads the contents of all entries, with half of the processors, and
// returns the first in the directory's order that cannot be read or, as a Finding
// with CodeContent, is not what the zip says; ctx's error when that ends. An
// archive's entry that says it would unpack to many times its size is passed
// over. Unless it is nil, told hears of each entry that was read, in bytes of the
// file, from several goroutines.
func (f *File) Verify(ctx context.Context, told func(read int64)) error {
	faults := make([]error, len(f.Entries))
	var failed atomic.Bool
	var readers errgroup.Group
	readers.SetLimit(max(1, runtime.GOMAXPROCS(0)/2))
	for i, e := range f.Entries {
		if failed.Load() || ctx.Err() != nil {
			break
		}
		readers.Go(func() error {
			if faults[i] = f.readThrough(ctx, e); faults[i] != nil {
				failed.Store(true)
			} else if told != nil {
				told(e.Compressed)
			}
			return nil
		})
	}
	_ = readers.Wait() // what is wrong is in faults
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if i := slices.IndexFunc(faults, func(err error) bool { return err != nil }); i >= 0 {
		return faults[i]
	}
	return nil
}

func (f *File) readThrough(ctx context.Context, e Entry) error {
	content, err := f.Open(e)
	if report.Has(err, CodeRatio) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	_, err = io.Copy(io.Discard, stopping{ctx, content})
	return err
}

// stopping reads until its context ends.
type stopping struct {
	ctx context.Context
	io.Reader
}

func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(p)
}
