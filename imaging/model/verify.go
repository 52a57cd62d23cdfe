package model

import (
	"context"
	"sync/atomic"

	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// Verify reads all that is in the archives and returns for each what is wrong
// with the first entry that is not what the zip says: the deploy tooling would stumble over
// it in the server's container. What keeps an archive from being read at all is
// for Check to say. When ctx ends it returns early: see ctx.Err.
func Verify(ctx context.Context, archives []input.File, progress report.Listener) []report.Finding {
	var found []report.Finding
	for _, f := range archives {
		if damaged, ok := report.Of(verify(ctx, f, progress)); ok {
			found = append(found, damaged)
		}
	}
	return found
}

func verify(ctx context.Context, f input.File, progress report.Listener) error {
	if f.Image != "" {
		return nil // as its image has it
	}
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
	defer tell(report.Finished)
	return zip.Verify(ctx, func(read int64) {
		done.Add(read)
		tell(report.Running)
	})
}
