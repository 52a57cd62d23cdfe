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
	"auximage/imaging/wdt"
)

// installerOf returns the WDT of an image as an installer, which is made of its files
// and kept in the spool. Its layers are fetched.
func (d *describing) installerOf(ctx context.Context, o *Opened) (*wdt.Installer, error) {
	var err error
	if d.spool == nil {
		if d.spool, err = openSpool(d.client.Cache); err != nil {
			return nil, err
		}
	}
	path := filepath.Join(d.spool.dir, o.WDT.Layer.Hex+"-wdt"+spoolSuffix)
	if known, err := wdt.Open(path); err == nil {
		return known, nil
	}
	if err := o.readTooling(ctx); err != nil {
		return nil, err
	}
	if err := d.spool.write(path, func(to io.Writer) error { return o.installer(ctx, to) }); err != nil {
		return nil, err
	}
	return wdt.Open(path)
}

// readTooling reads the layer of WDT of an image of ours, which Open does not.
func (o *Opened) readTooling(ctx context.Context) error {
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
	return o.look(ctx, true)
}

// installer writes the WDT of an image as a zip.
func (o *Opened) installer(ctx context.Context, to io.Writer) error {
	home := path.Join(o.Homes.WDT, installerFolder)
	out := zip.NewWriter(to)
	wanted := map[int][]contract.Found{}
	for _, f := range o.tree.Below(home) {
		f.Place.Layer = o.at[f.Place.Layer]
		f.Name = path.Join(installerFolder, strings.TrimPrefix(f.Path, home))
		wanted[f.Place.Layer] = append(wanted[f.Place.Layer], f)
	}
	for at := range o.strata {
		if len(wanted[at]) == 0 {
			continue
		}
		err := o.headersOf(ctx, at, func(entry int, _ *tar.Header, content io.Reader) error {
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
			return unreadable(ctx, o.strata[at].layer, o.name(), err)
		}
	}
	return errors.Join(out.Close(), ctx.Err())
}
