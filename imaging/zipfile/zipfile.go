// Package zipfile opens a zip under limits and refuses hostile ones.
//
// It reads the central directory itself, once and in linear time, so that
// nothing is taken in before it was checked: names that leave the folder, links,
// collisions, encryption, sizes that lie, entries that share bytes. Contents are
// checked as they are read: a reader gives no last byte of an entry whose
// CRC-32 or size is another than the directory says.
package zipfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"auximage/imaging/report"
)

// File is an open zip. Its methods may be called from many goroutines.
type File struct {
	Path     string           // as given to Open
	Entries  []Entry          // in the order of the directory
	Warnings []report.Finding // what an archive may have and a person should know

	file   io.ReaderAt
	size   int64
	info   fs.FileInfo // nil where Of made it
	close  func() error
	limits Limits
}

// Entry is one file or folder of a zip, as the central directory has it.
type Entry struct {
	Name       string      // with forward slashes; a folder's ends in one
	Dir        bool        // a folder
	Mode       fs.FileMode // permissions and type; permissions are 0 when the zip carries none
	Method     uint16      // Store or Deflate
	CRC32      uint32      // of the content
	Size       int64       // bytes of the content
	Compressed int64       // bytes in the zip

	flags  uint16 // of the directory
	path   string // of the zip, for findings
	offset int64  // of the local header in the file
	begin  int64  // of the bytes, once the local header was compared; 0 before
	end    int64  // where the next local header or the directory begins
}

// The methods that an entry can have; others are refused.
const (
	Store   uint16 = 0
	Deflate uint16 = 8
)

// Open opens the zip at path and checks all that can be checked without reading
// contents. The error is a report.Finding with one of this package's codes.
func Open(path string, limits Limits) (*File, error) {
	file, info, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	f := &File{Path: path, file: file, size: info.Size(), info: info, close: file.Close, limits: limits}
	if err := f.read(); err != nil {
		_ = file.Close()
		return nil, err
	}
	return f, nil
}

// Of is Open for a zip that is read where it is, such as in an image; path is what it
// is called. There is nothing to close.
func Of(path string, content io.ReaderAt, size int64, limits Limits) (*File, error) {
	f := &File{Path: path, file: content, size: size, close: func() error { return nil }, limits: limits}
	if size == 0 {
		return nil, f.fault(CodeEmpty, nil, nil)
	}
	return f, f.read()
}

// openRegular returns a file that can hold a zip.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	fault := func(code report.Code, cause error) error {
		return report.Finding{Code: code, Severity: report.Error, File: path, Cause: cause}
	}
	info, err := os.Stat(path) // before opening: opening a pipe would wait for its other end
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil, nil, fault(CodeMissing, err)
	case err != nil:
		return nil, nil, fault(CodeUnreadable, err)
	case info.IsDir():
		return nil, nil, fault(CodeFolder, nil)
	case !info.Mode().IsRegular():
		return nil, nil, fault(CodeUnreadable, errors.New("neither a file nor a folder"))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, fault(CodeUnreadable, err)
	}
	info, err = file.Stat()
	if err == nil && info.Size() > 0 {
		return file, info, nil
	}
	_ = file.Close()
	if err != nil {
		return nil, nil, fault(CodeUnreadable, err)
	}
	return nil, nil, fault(CodeEmpty, nil)
}

// read takes in the directory and checks it.
func (f *File) read() error {
	if err := f.readDirectory(); err != nil {
		return err
	}
	if err := f.checkOverlaps(); err != nil {
		return err
	}
	if err := f.checkCollisions(); err != nil {
		return err
	}
	if !f.limits.Strict {
		return nil
	}
	for i := range f.Entries {
		var err error
		if f.Entries[i].begin, err = f.locate(f.Entries[i]); err != nil {
			return err
		}
	}
	return f.limits.checkRatio(f.Entries...)
}

// Close closes the file. Entries stay usable as values.
func (f *File) Close() error { return f.close() }

// Stat returns what the file system said of the file when it was opened; nil after Of.
func (f *File) Stat() fs.FileInfo { return f.info }

// Entry returns the first entry of the name.
func (f *File) Entry(name string) (Entry, bool) {
	for i := range f.Entries {
		if f.Entries[i].Name == name {
			return f.Entries[i], true
		}
	}
	return Entry{}, false
}

// Raw returns the entry's bytes as they are in the zip: a deflate stream or, of
// a stored entry, the content. The local header was compared with the directory.
func (f *File) Raw(e Entry) (*io.SectionReader, error) {
	offset, err := f.Offset(e)
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(f.file, offset, e.Compressed), nil
}

// Offset returns where in the file the bytes of Raw begin.
func (f *File) Offset(e Entry) (int64, error) {
	if e.begin > 0 {
		return e.begin, nil
	}
	return f.locate(e)
}

// Open returns the entry's content, checked as Inflate does. The limit on the
// ratio is counted here for archives, whose other entries are never inflated.
func (f *File) Open(e Entry) (io.ReadCloser, error) {
	if err := f.limits.checkRatio(e); err != nil {
		return nil, err
	}
	raw, err := f.Raw(e)
	if err != nil {
		return nil, err
	}
	return Inflate(raw, e), nil
}

// fault returns a Finding about the zip.
func (f *File) fault(code report.Code, cause error, args report.Args) error {
	return report.Finding{Code: code, Severity: report.Error, File: f.Path, Args: args, Cause: cause}
}

// fault returns a Finding about the entry.
func (e Entry) fault(code report.Code, cause error) error {
	return report.Finding{Code: code, Severity: report.Error, File: e.path, Args: report.Args{"Entry": printable(e.Name)}, Cause: cause}
}
