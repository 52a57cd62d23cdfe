package layer

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"auximage/imaging/input"
	"auximage/imaging/zipfile"
)

// Source is where the content of an entry comes from: Bytes, Archive, Deflated
// and WDT make one.
type Source interface {
	size() int64
	file() *file                  // nil when no file is read
	describe(w io.Writer)         // what decides the entry's bytes in the blob, but for the file's state
	open() (io.ReadCloser, error) // the content
}

// file is a file as it was when the layer was described.
type file struct {
	path string
	was  input.State
}

// identify takes in a file that a layer is to read.
func identify(path string) (*file, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	was, err := input.Of(f)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return &file{path: path, was: was}, nil
}

// open opens the file if it is still the one that was identified.
func (f *file) open() (*os.File, error) {
	now, err := os.Open(f.path)
	if os.IsNotExist(err) {
		return nil, changed(f.path, err)
	}
	if err != nil {
		return nil, unreadable(f.path, err)
	}
	if err := f.verify(now); err != nil {
		_ = now.Close()
		return nil, err
	}
	return now, nil
}

// orChanged returns an error about the file's content, or that the file is another.
func (f *file) orChanged(err error) error {
	now, changed := f.open()
	if changed != nil {
		return changed
	}
	_ = now.Close()
	return err
}

// verify fails when the open file is not in the state that was identified.
func (f *file) verify(now *os.File) error {
	is, err := input.Of(now)
	if err != nil {
		return unreadable(f.path, err)
	}
	if is != f.was {
		return changed(f.path, nil)
	}
	return nil
}

// memory is content that no file holds.
type memory []byte

// Bytes returns a source that holds its content.
func Bytes(b []byte) Source { return memory(b) }

func (m memory) size() int64                  { return int64(len(m)) }
func (m memory) file() *file                  { return nil }
func (m memory) describe(w io.Writer)         { _, _ = w.Write(m) }
func (m memory) open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(m)), nil }

// held is text that no file holds, which stands in the blob as a file's does.
type held []byte

// Held returns a source that is text, with the bytes that Deflated makes of a file of
// it.
func Held(text []byte) Source { return held(text) }

func (h held) size() int64                  { return int64(len(h)) }
func (h held) file() *file                  { return nil }
func (h held) describe(w io.Writer)         { _, _ = w.Write(h) }
func (h held) open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(h)), nil }

// whole is a whole file.
type whole struct {
	of       *file
	deflated bool
	zip      bool // its entries are checked when it is hashed
}

// Archive returns a source that is a zip: it is compressed already, and stored as it
// is. Hash fails with what zipfile.File.Verify would find in it.
func Archive(path string) (Source, error) { return newWhole(path, whole{zip: true}) }

// Deflated returns a source that is a file of text.
func Deflated(path string) (Source, error) { return newWhole(path, whole{deflated: true}) }

func newWhole(path string, s whole) (_ Source, err error) {
	if s.of, err = identify(path); err != nil {
		return nil, err
	}
	return s, nil
}

func (s whole) size() int64                  { return s.of.was.Size }
func (s whole) file() *file                  { return s.of }
func (s whole) describe(w io.Writer)         { _, _ = fmt.Fprint(w, s.deflated, s.zip) }
func (s whole) open() (io.ReadCloser, error) { return s.of.open() }

// zipped is an entry of a zip, as it is in there.
type zipped struct {
	of     *file
	entry  zipfile.Entry
	offset int64 // of its bytes in the file
}

func (s zipped) size() int64 { return s.entry.Size }
func (s zipped) file() *file { return s.of }

func (s zipped) describe(w io.Writer) {
	_, _ = fmt.Fprint(w, s.offset, s.entry.Method, s.entry.CRC32, s.entry.Compressed)
}

func (s zipped) open() (io.ReadCloser, error) {
	f, err := s.of.open()
	if err != nil {
		return nil, err
	}
	content := zipfile.Inflate(io.NewSectionReader(f, s.offset, s.entry.Compressed), s.entry)
	return unzipping{content, f}, nil
}

// unzipping closes the file with the content.
type unzipping struct {
	io.ReadCloser
	file *os.File
}

func (u unzipping) Close() error {
	_ = u.ReadCloser.Close()
	return u.file.Close()
}
