package imaging

import (
	"archive/tar"
	"archive/zip"
	"context"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/contract"
	"auximage/imaging/layer"
	"auximage/imaging/registry"
	"auximage/imaging/wdt"
)

// installerOf returns the WDT of an image as an installer, which is made of its files
// and kept in the spool. Its layers are fetched.
func (d *describing) installerOf(ctx context.Context, o *Opened) (*wdt.Installer, error) {
	if err := d.openSpool(); err != nil {
		return nil, err
	}
	path := filepath.Join(d.spool.dir, o.WDT.Layer.Hex+"-wdt"+spoolSuffix)
	if known, err := wdt.Open(path); err == nil {
		return known, nil
	}
	err := d.spool.write(path, func(to io.Writer) error { return contents{o}.repack(ctx, to) })
	if errors.Is(err, layer.ErrNotPacked) {
		if err := readTooling(ctx, o); err != nil {
			return nil, err
		}
		err = d.spool.write(path, func(to io.Writer) error { return contents{o}.installer(ctx, to) })
	}
	if err != nil {
		return nil, err
	}
	return wdt.Open(path)
}

// repack writes the WDT of an image of ours as a zip with the very bytes of the
// installer that it was made of, so that a layer of it is what one of that would be.
func (c contents) repack(ctx context.Context, to io.Writer) error {
	i := slices.IndexFunc(c.image.strata, func(s stratum) bool { return s.what.Digest == c.image.WDT.Layer })
	if i < 0 || c.image.strata[i].kind != WDTPart {
		return layer.ErrNotPacked
	}
	blob, err := registry.Packed(c.image.item(ctx), c.image.strata[i].layer)
	if err != nil {
		return err
	}
	defer func() { _ = blob.Close() }()
	out, written := zip.NewWriter(to), 0
	err = layer.Unpack(blob, func(p layer.Packed) error {
		_, name, found := strings.Cut("/"+p.Header.Name, Homes(c.image.Homes).Tooling()+"/")
		if !found {
			return nil
		}
		header := &zip.FileHeader{Name: contract.Tooling + "/" + name}
		if p.Deflated == nil {
			_, err := out.CreateHeader(header)
			return err
		}
		written++
		header.Method, header.CRC32 = zip.Deflate, p.CRC32
		header.CompressedSize64, header.UncompressedSize64 = uint64(len(p.Deflated)), uint64(p.Header.Size)
		w, err := out.CreateRaw(header)
		if err == nil {
			_, err = w.Write(p.Deflated)
		}
		return err
	})
	if err == nil && written == 0 { // its home is reached by a link, or it was packed anew
		err = layer.ErrNotPacked
	}
	return errors.Join(err, out.Close())
}

// readTooling reads the layer of WDT of an image of ours, which Open does not.
func readTooling(ctx context.Context, o *Opened) error {
	for i := range o.strata {
		s := &o.strata[i]
		if s.kind != WDTPart || s.known {
			continue
		}
		var err error
		if s.holds, err = contract.FromLayer(ctx, bounded{s.layer, ctx}, o.client.Cache); err != nil {
			return unreadable(ctx, s.layer, o.name(), err)
		}
		s.known = true
	}
	return lookInto(ctx, o, true)
}

// installer writes the WDT of an image as a zip.
func (c contents) installer(ctx context.Context, to io.Writer) error {
	home := Homes(c.image.Homes).Tooling()
	out := zip.NewWriter(to)
	wanted := map[int][]contract.Found{}
	for _, f := range c.image.tree.Below(home) {
		f.Place.Layer = c.image.at[f.Place.Layer]
		f.Name = path.Join(contract.Tooling, strings.TrimPrefix(f.Path, home))
		wanted[f.Place.Layer] = append(wanted[f.Place.Layer], f)
	}
	for at := range c.image.strata {
		if len(wanted[at]) == 0 {
			continue
		}
		err := c.headersOf(ctx, at, func(entry int, _ *tar.Header, content io.Reader) error {
			i := slices.IndexFunc(wanted[at], func(f contract.Found) bool { return f.Place.Entry == entry })
			if i < 0 {
				return nil
			}
			w, err := out.CreateHeader(&zip.FileHeader{Name: wanted[at][i].Name, Method: zip.Deflate})
			if err == nil {
				_, err = io.Copy(w, content)
			}
			return err
		})
		if err != nil {
			return unreadable(ctx, c.image.strata[at].layer, c.image.name(), err)
		}
	}
	return errors.Join(out.Close(), ctx.Err())
}
