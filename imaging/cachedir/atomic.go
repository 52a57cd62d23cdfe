// Package cachedir writes files whole or not at all: AtomicWrite what a person
// keeps, Keep what a cache does, which Trim bounds.
package cachedir

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Private is the mode of a file that its owner alone may read.
const Private fs.FileMode = 0o600

// public is the mode of a new file that all may read.
const public fs.FileMode = 0o644

// AtomicWrite has content written to a file: under a temporary name in its folder,
// synced, then renamed, so that whoever looks finds the old file or the new one,
// whatever happens to the machine. With mode 0 the file keeps the mode that it
// has, and a new one may be read by all. A link stays a link: the file behind it
// is replaced. What is there and no regular file, a pipe or a device, is written
// to as it is. When ctx ends before that the file stays as it was, however late its
// folder answers. The error is ctx's cause, content's, or an *fs.PathError.
func AtomicWrite(ctx context.Context, path string, mode fs.FileMode, content func(io.Writer) error) error {
	there, err := os.Stat(path)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && !there.Mode().IsRegular():
		return writeInto(path, content)
	case err == nil:
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return err
		}
		if mode == 0 {
			mode = there.Mode().Perm()
		}
	case mode == 0:
		mode = public
	}
	return replace(ctx, path, mode, content, true)
}

// Bytes returns what writes a content that is there already, for AtomicWrite and Keep.
func Bytes[T string | []byte](content T) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write([]byte(content))
		return err
	}
}

// Target is a writer that remembers what went wrong with writing: the disk's fault, and
// not that of where the content comes from.
type Target struct {
	io.Writer
	Err error // of the last write
}

// Write implements io.Writer.
func (t *Target) Write(p []byte) (int, error) {
	n, err := t.Writer.Write(p)
	t.Err = err
	return n, err
}

// CheckWritable returns why AtomicWrite would fail at a path, as far as that shows before: it makes
// an empty file beside it and takes it away again.
func CheckWritable(path string) error {
	there, err := os.Stat(path)
	if err == nil && there.IsDir() {
		return &fs.PathError{Op: "write", Path: path, Err: errFolder}
	}
	if err == nil && !there.Mode().IsRegular() {
		return nil // a pipe waits for its reader
	}
	f, err := os.CreateTemp(filepath.Dir(path), temporary+"*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

var errFolder = errors.New("a folder")

// temporary begins the temporary names.
const temporary = ".writing-"

// writeInto writes to what cannot be replaced.
func writeInto(path string, content func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(content(f), f.Close())
}

// replace writes a file under a temporary name, which it takes to disk where it is
// to last, and gives it the name.
func replace(ctx context.Context, path string, mode fs.FileMode, content func(io.Writer) error, lasting bool) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), temporary+"*") // private
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err := content(f); err != nil {
		return err
	}
	if mode != Private && runtime.GOOS != "windows" { // which has no such modes
		if err := f.Chmod(mode); err != nil {
			return err
		}
	}
	if lasting {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return rename(f.Name(), path)
}
