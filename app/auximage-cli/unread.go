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

// watched is a file that the program writes to, which ends the work in good order once
// nobody reads it.
type watched struct {
	file *os.File
	end  context.CancelCauseFunc
}

// Stat tells what kind of file it is.
func (w watched) Stat() (fs.FileInfo, error) { return w.file.Stat() }

// Write implements io.Writer.
func (w watched) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	if errors.Is(err, syscall.EPIPE) {
		w.end(errUnread)
	}
	return n, err
}

// surviveUnread has a write that nobody reads end in an error: by itself a program ends
// there, in the middle of its work. The signal itself says nothing, since that of a
// connection which is lost is the same.
func surviveUnread() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// isUnread tells whether a run ended since nobody reads what it writes.
func isUnread(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errUnread) }
