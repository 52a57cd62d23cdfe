package cachedir

import (
	"errors"
	"os"
	"path/filepath"
)

// Pending is a private file on its way to a path: Commit gives it that name, Discard
// takes it away. Both may be called after the other, and on nil.
type Pending struct {
	file   *os.File // nil once it is decided
	path   string
	failed error
}

// Begin makes a file for a path, under a temporary name beside it.
func Begin(path string) (*Pending, error) {
	f, err := os.CreateTemp(filepath.Dir(path), temporary+"*")
	if err != nil {
		return nil, err
	}
	return &Pending{file: f, path: path}, nil
}

// Write implements io.Writer.
func (p *Pending) Write(b []byte) (int, error) {
	n, err := p.file.Write(b)
	p.failed = errors.Join(p.failed, err)
	return n, err
}

// ReadAt implements io.ReaderAt.
func (p *Pending) ReadAt(b []byte, from int64) (int, error) { return p.file.ReadAt(b, from) }

// Failed returns why a Write failed, nil when none did.
func (p *Pending) Failed() error { return p.failed }

// Commit takes the file to disk and gives it its name.
func (p *Pending) Commit() error {
	f := p.file
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	p.file = nil
	if err := rename(f.Name(), p.path); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// Discard takes the file away unless it was committed.
func (p *Pending) Discard() {
	if p == nil || p.file == nil {
		return
	}
	_, _ = p.file.Close(), os.Remove(p.file.Name())
	p.file = nil
}
