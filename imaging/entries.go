package imaging

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"auximage/imaging/cachedir"
	"auximage/imaging/layer"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// Entries returns what an archive of the image holds. Where it stands in its layer as
// it is, its directory alone is fetched. Else, and from a registry that gives no
// parts, its whole layer is: it is read with whole, and without it the error has
// registry.CodeNoParts and what that costs as Size. A file on disk costs nothing.
func (o *Opened) Entries(ctx context.Context, name string, whole bool) ([]opened.Entry, error) {
	f, err := contents{o}.file(name)
	if err != nil {
		return nil, err
	}
	ctx = o.item(ctx)
	at := o.places[name].Place.Layer
	if f.Offset > 0 {
		zip, err := zipfile.Of(name, &stretches{ctx: ctx, at: &o.strata[at], file: f}, f.Size, zipfile.Archive)
		if err == nil || !report.Has(err, registry.CodeNoParts) {
			return contents{o}.listed(zip, name, err)
		}
	}
	if !whole && o.File == "" {
		return nil, o.fault(registry.CodeNoParts, report.Args{"Size": o.strata[at].what.Size})
	}
	return contents{o}.entriesOfWhole(ctx, name)
}

// entriesOfWhole reads all of an archive.
func (c contents) entriesOfWhole(ctx context.Context, name string) (entries []opened.Entry, err error) {
	err = c.archive(ctx, name, func(zip *zipfile.File) error {
		entries = entriesIn(zip)
		return nil
	})
	return entries, err
}

// archive reads all of an archive and hands it to use, by way of a file that is gone
// afterwards.
func (c contents) archive(ctx context.Context, name string, use func(*zipfile.File) error) error {
	f, err := c.file(name)
	if err != nil {
		return err
	}
	path := filepath.Join(os.TempDir(), "archive.zip")
	file, err := cachedir.Begin(path)
	if err != nil {
		return notTaken(path, err)
	}
	defer file.Discard()
	if err := c.write(ctx, report.Open, map[string]io.Writer{name: file}); err != nil {
		if file.Failed() != nil {
			err = notTaken(path, file.Failed())
		}
		return fmt.Errorf("reading %s of %s: %w", name, c.image.name(), err)
	}
	zip, err := zipfile.Of(name, file, f.Size, zipfile.Archive)
	if err == nil {
		err = use(zip)
	}
	if err != nil {
		return fmt.Errorf("listing %s of %s: %w", name, c.image.name(), err)
	}
	return nil
}

// unpacked returns the entries of an archive with what they hold; nil where that would
// have to be fetched and whole does not ask for it.
func (c contents) unpacked(ctx context.Context, name string, whole bool) (entries []entry, err error) {
	if !whole && c.image.File == "" {
		return nil, nil
	}
	err = c.archive(c.image.item(ctx), name, func(zip *zipfile.File) error {
		entries, err = unpackedIn(ctx, zip)
		return err
	})
	return entries, err
}

// unpackedIn returns what the entries of a zip hold. The error is a Finding where that is
// not what the directory says.
func unpackedIn(ctx context.Context, zip *zipfile.File) ([]entry, error) {
	entries := []entry{}
	for _, e := range zip.Entries {
		content, err := zip.Open(e)
		if err != nil {
			return nil, err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, content)
		_ = content.Close()
		if err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		entries = append(entries, entry{opened.Entry{Name: e.Name, Size: e.Size, CRC32: e.CRC32}, [32]byte(sum.Sum(nil))})
	}
	return entries, nil
}

// listed returns the entries of an archive as values.
func (c contents) listed(zip *zipfile.File, name string, err error) ([]opened.Entry, error) {
	if err != nil {
		return nil, fmt.Errorf("listing %s of %s: %w", name, c.image.name(), err)
	}
	return entriesIn(zip), nil
}

// entriesIn returns what a zip's directory lists.
func entriesIn(zip *zipfile.File) []opened.Entry {
	entries := make([]opened.Entry, len(zip.Entries))
	for i, e := range zip.Entries {
		entries[i] = opened.Entry{Name: e.Name, Size: e.Size, CRC32: e.CRC32}
	}
	return entries
}

// stretches reads a content that stands in a layer as it is, a stretch at a time. Who
// reads a zip reads near where it read before.
type stretches struct {
	ctx  context.Context
	at   *stratum
	file opened.File
	held []byte
	from int64 // of held, in the content
}

// leastStretch is how much is asked for at least, in bytes.
const leastStretch = 16 << 10

// ReadAt implements io.ReaderAt.
func (s *stretches) ReadAt(p []byte, from int64) (int, error) {
	if from < 0 || from >= s.file.Size {
		return 0, io.EOF
	}
	want := p[:min(int64(len(p)), s.file.Size-from)]
	if from < s.from || from+int64(len(want)) > s.from+int64(len(s.held)) {
		if err := s.fetch(from, max(int64(len(want)), leastStretch)); err != nil {
			return 0, err
		}
	}
	n := copy(want, s.held[from-s.from:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// fetch holds the stretch from an offset on.
func (s *stretches) fetch(from, size int64) error {
	held := make([]byte, min(size, s.file.Size-from))
	err := layer.ReadStored(held, from, s.file.Size, s.file.Offset, func(from, size int64) ([]byte, error) {
		return registry.Part(s.ctx, s.at.layer, from, size)
	})
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return report.Fault(CodeNotAsSaid, err, report.Args{"Name": s.file.Name, "Reference": s.file.Layer.String()})
	}
	if err != nil {
		return err
	}
	s.held, s.from = held, from
	return nil
}
