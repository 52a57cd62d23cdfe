package model

import (
	"context"
	"io"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// Verify reads all that is in the archives, with half of the processors, and
// returns for each the first entry whose content is not what the zip says: the
// deploy tooling would stumble over it in the server's container. What keeps an
// archive from being read at all is for Check to say. When ctx ends it returns
// early: see ctx.Err.
func Verify(ctx context.Context, archives []File, progress report.Listener) []report.Finding {
	var found []report.Finding
	for _, f := range archives {
		if damaged := f.verify(ctx, progress); damaged != nil && ctx.Err() == nil {
			found = append(found, *damaged)
		}
	}
	return found
}

func (f File) verify(ctx context.Context, progress report.Listener) *report.Finding {
	zip, err := zipfile.Open(f.Path, zipfile.Archive)
	if err != nil {
		return nil
	}
	defer func() { _ = zip.Close() }()
	var done atomic.Int64
	tell := func(state report.State) {
		progress.Tell(report.Progress{Phase: report.Inspect, Item: f.InImage(), State: state, Done: done.Load(), Total: zip.Stat().Size()})
	}
	tell(report.Running)
	faults := make([]*report.Finding, len(zip.Entries))
	var readers errgroup.Group
	readers.SetLimit(max(1, runtime.GOMAXPROCS(0)/2))
	for i, e := range zip.Entries {
		if ctx.Err() != nil {
			break
		}
		readers.Go(func() error {
			faults[i] = damage(ctx, zip, e)
			done.Add(e.Compressed)
			tell(report.Running)
			return nil
		})
	}
	_ = readers.Wait() // what is wrong is in faults
	tell(report.Finished)
	first := slices.IndexFunc(faults, func(f *report.Finding) bool { return f != nil })
	if first < 0 {
		return nil
	}
	return faults[first]
}

// damage returns what is wrong with the content of an entry; nil for nothing,
// and for one that says it would unpack to many times its size.
func damage(ctx context.Context, zip *zipfile.File, e zipfile.Entry) *report.Finding {
	content, err := zip.Open(e)
	if err == nil {
		_, err = io.Copy(io.Discard, stopping{ctx, content})
		_ = content.Close()
	}
	if f, ok := report.Of(err); ok && f.Code == zipfile.CodeContent {
		return &f
	}
	return nil
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
