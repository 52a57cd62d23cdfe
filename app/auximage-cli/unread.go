package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
)

// errUnread is that nobody reads what the program writes any more, as with “| head”.
var errUnread = errors.New("the reader of the output is gone")

// endUnread ends the work in good order once nobody reads what it writes: by itself a
// program ends there in the middle of its work.
func endUnread(end context.CancelCauseFunc) {
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	<-broken
	end(errUnread)
}

// isUnread tells whether a run ended since nobody reads what it writes.
func isUnread(ctx context.Context, err error) bool {
	var failed *fs.PathError
	return errors.Is(context.Cause(ctx), errUnread) ||
		errors.As(err, &failed) && (failed.Path == os.Stdout.Name() || failed.Path == os.Stderr.Name()) && errors.Is(failed, syscall.EPIPE)
}
