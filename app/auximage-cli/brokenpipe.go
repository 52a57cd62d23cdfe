package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
)

// errBrokenPipe is that nobody reads what the program writes any more, as with “| head”.
var errBrokenPipe = errors.New("the reader of the output is gone")

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
		w.end(errBrokenPipe)
	}
	return n, err
}

// surviveBrokenPipe has a write that nobody reads end in an error: by itself a program ends
// there, in the middle of its work. The signal itself says nothing, since that of a
// connection which is lost is the same.
func surviveBrokenPipe() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

// isBrokenPipe tells whether a run ended as nobody reads what it writes.
func isBrokenPipe(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errBrokenPipe) }
