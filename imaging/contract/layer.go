package contract

import (
	"archive/tar"
	"context"
	"errors"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
)

// File is an entry of a layer with its content on demand.
type File struct {
	Header *tar.Header
	Open   func() (io.ReadCloser, error) // nil for an entry without content
}

// Layer is what a layer holds, in the order of its tar.
type Layer struct{ entries []entry }

// entry is a File cut down to what counts here.
type entry struct {
	Name   string `json:"n"`
	Link   string `json:"l,omitempty"`
	Type   byte   `json:"t"`
	Mode   int64  `json:"m"`
	Size   int64  `json:"s,omitempty"`
	UID    int    `json:"u,omitempty"`
	GID    int    `json:"g,omitempty"`
	Facts  *facts `json:"f,omitempty"` // of content that was streamed by
	reader func() (io.ReadCloser, error)
}

// What a layer may have, beyond which it is refused.
const (
	maxEntries = 1 << 20
	maxContent = 64 << 30 // bytes unpacked
	maxTexts   = 64 << 20 // bytes of texts that are kept as a whole
)

// FromFiles returns a layer of files whose content is read only where it matters.
func FromFiles(files []File) Layer {
	entries := make([]entry, len(files))
	for i, f := range files {
		entries[i] = newEntry(f.Header)
		entries[i].reader = f.Open
	}
	return Layer{entries: entries}
}

// FromLayer returns what a layer holds by streaming it once. With a cache
// folder, what was learned is kept there by the layer's digest and the next
// time nothing is streamed; an empty one keeps nothing.
func FromLayer(ctx context.Context, layer v1.Layer, cache string) (Layer, error) {
	digest, err := layer.Digest()
	if err != nil {
		return Layer{}, err
	}
	diffID, err := layer.DiffID()
	if err != nil {
		return Layer{}, err
	}
	if entries, ok := load(cache, digest, diffID); ok {
		return Layer{entries: entries}, nil
	}
	content, err := layer.Uncompressed()
	if err != nil {
		return Layer{}, err
	}
	entries, err := list(ctx, content)
	if err := errors.Join(err, content.Close()); err != nil {
		return Layer{}, err
	}
	keep(cache, digest, diffID, entries)
	return Layer{entries: entries}, nil
}

// Known returns what a layer holds where the cache folder has it.
func Known(layer v1.Layer, cache string) (Layer, bool) {
	digest, err := layer.Digest()
	if err != nil {
		return Layer{}, false
	}
	diffID, err := layer.DiffID()
	if err != nil {
		return Layer{}, false
	}
	entries, ok := load(cache, digest, diffID)
	return Layer{entries: entries}, ok
}

// list reads a tar to its end.
func list(ctx context.Context, content io.Reader) ([]entry, error) {
	var entries []entry
	texts := 0
	limited := &io.LimitedReader{R: contextReader{ctx, content}, N: maxContent}
	tr := tar.NewReader(limited)
	for {
		header, err := tr.Next()
		if errors.Is(err, io.EOF) && limited.N > 0 {
			_, err = io.Copy(io.Discard, limited) // the layer's own check of its digest comes at its end
			return entries, err
		}
		if limited.N <= 0 || len(entries) == maxEntries {
			return nil, report.Fault(CodeTooLarge, err, report.Args{"Limit": maxEntries})
		}
		if err != nil {
			return nil, err
		}
		e := newEntry(header)
		if e.Type == tar.TypeReg {
			if e.Facts, err = learn(e, tr); err != nil {
				return nil, err
			}
			if e.Facts != nil {
				texts += len(e.Facts.Text)
			}
		}
		if texts > maxTexts {
			return nil, report.Fault(CodeTooLarge, nil, report.Args{"Limit": maxTexts})
		}
		entries = append(entries, e)
	}
}

func newEntry(h *tar.Header) entry {
	e := entry{Name: h.Name, Link: h.Linkname, Type: h.Typeflag, Mode: h.Mode & 0o7777, Size: h.Size, UID: h.Uid, GID: h.Gid}
	if e.Type == '\x00' { // as old tars have it
		e.Type = tar.TypeReg
	}
	return e
}

// contextReader ends a stream together with its context.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
