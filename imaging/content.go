package imaging

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"strings"

	"crypto/sha256"

	"auximage/imaging/contract"
	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Read returns the content of a model or variable file of the image. It is compared
// with the digest of its layer.
func (o *Opened) Read(ctx context.Context, name string) ([]byte, error) {
	f, err := contents{o}.file(name)
	if err != nil {
		return nil, err
	}
	if f.Size > model.MaxText {
		return nil, o.fault(CodeBomb, report.Args{"Name": name, "Size": f.Size})
	}
	var text bytes.Buffer
	if err := (contents{o}).write(ctx, report.Open, map[string]io.Writer{name: &text}); err != nil {
		return nil, fmt.Errorf("reading %s of %s: %w", name, o.name(), err)
	}
	return text.Bytes(), nil
}

// contents reads files out of an image.
type contents struct{ image *Opened }

// file returns a file of the image by its name.
func (c contents) file(name string) (opened.File, error) {
	f, ok := c.image.Named(name)
	if !ok {
		var names []string
		for _, f := range c.image.Files {
			names = append(names, f.Name)
		}
		return f, c.image.fault(CodeNotInImage, report.Args{"Name": name, "Names": strings.Join(names, ", ")})
	}
	return f, nil
}

// fault returns a finding about the image.
func (o *Opened) fault(code report.Code, args report.Args) error {
	args["Reference"] = o.name()
	return report.Fault(code, nil, args)
}

// write writes the content of files, each to its writer. A layer is read once,
// to its end, where its digest is compared: until write returns nothing of what
// was written is to be relied on. It is told as of the phase.
func (c contents) write(ctx context.Context, phase report.Phase, to map[string]io.Writer) error {
	byLayer := map[int]map[string]io.Writer{}
	for name, w := range to {
		f, err := c.file(name)
		if err != nil {
			return err
		}
		at := c.image.places[name].Place.Layer
		if size := c.image.strata[at].what.Size; f.Size > mostUnpacked*size+freeUnpacked {
			return c.image.fault(CodeBomb, report.Args{"Name": name, "Size": f.Size})
		}
		if byLayer[at] == nil {
			byLayer[at] = map[string]io.Writer{}
		}
		byLayer[at][name] = w
	}
	for at, files := range byLayer {
		read := func(ctx context.Context) error { return c.writeLayer(ctx, at, files) }
		if err := c.image.reading(ctx, phase, c.image.strata[at].what.Size, read); err != nil {
			return unreadable(ctx, c.image.strata[at].layer, c.image.name(), err)
		}
	}
	return nil
}

// How many bytes a file may unpack to for each byte of its layer, beyond what is
// free: text deflates 5 to 20 times, a bomb a thousand times.
const (
	mostUnpacked = 100
	freeUnpacked = 16 << 20
)

// writeLayer is write for one layer.
func (c contents) writeLayer(ctx context.Context, at int, to map[string]io.Writer) error {
	left := len(to)
	err := c.headersOf(ctx, at, func(entry int, h *tar.Header, content io.Reader) error {
		var all []io.Writer
		last := ""
		for name, w := range to { // several where one is a link to the other
			if c.stands(c.image.places[name], at, entry, h) {
				all, last = append(all, w), name
			}
		}
		left -= len(all)
		if len(all) == 0 {
			return nil
		}
		return c.copy(last, io.MultiWriter(all...), content)
	})
	if err == nil && left > 0 {
		for name := range to {
			return c.image.fault(CodeNotAsSaid, report.Args{"Name": name})
		}
	}
	return err
}

// headersOf visits the entries of a layer. It reads to the end, where the digest is
// compared.
func (c contents) headersOf(ctx context.Context, at int, visit func(entry int, h *tar.Header, content io.Reader) error) error {
	plain, err := registry.Unpacked(ctx, c.image.strata[at].layer)
	if err != nil {
		return err
	}
	defer func() { _ = plain.Close() }()
	limited := io.LimitReader(plain, maxUnpacked)
	in := tar.NewReader(limited)
	for entry := 0; ; entry++ {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			_, err = io.Copy(io.Discard, limited)
			return err
		}
		if err != nil {
			return err
		}
		if err := visit(entry, h, in); err != nil {
			return err
		}
	}
}

// maxUnpacked is the most that is read of a layer, in bytes of its tar.
const maxUnpacked = 64 << 30

// stands tells whether an entry of a layer's tar is a file's: by its number or,
// where a note tells of it, by its name.
func (c contents) stands(f contract.Found, at, entry int, h *tar.Header) bool {
	if _, noted := c.image.strata[at].note.file(f.Entry); noted {
		return h.Name == f.Entry && h.Typeflag == tar.TypeReg
	}
	return f.Place.Entry == entry
}

// copy writes the content of a file and holds it against what is known of it.
func (c contents) copy(name string, w io.Writer, content io.Reader) error {
	f, err := c.file(name)
	if err != nil {
		return err
	}
	algorithm, want, _ := strings.Cut(f.Checksum, ":")
	sum := checksum(algorithm)
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(content, f.Size+1))
	if err != nil {
		return err
	}
	if n != f.Size || want != "" && hex.EncodeToString(sum.Sum(nil)) != want {
		return c.image.fault(CodeNotAsSaid, report.Args{"Name": name})
	}
	return nil
}

// checksum returns what computes a checksum of opened.File.
func checksum(algorithm string) hash.Hash {
	if algorithm == "crc32" {
		return crc32.NewIEEE()
	}
	return sha256.New()
}
