package imaging

import (
	"cmp"
	"context"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/wdt"
	"auximage/imaging/zipfile"
)

// Side returns the inputs of a plan as what to compare. What only a Create knows, the
// digest of a base that is not pinned and the number of an owner's name, is left out.
func (c *Client) Side(ctx context.Context, p Plan) (Side, error) {
	from, err := c.sources(ctx, p)
	if err != nil {
		return Side{}, err
	}
	homes := p.Homes.Resolved()
	s := Side{
		attributes: map[Attribute]string{
			AttributeWDTHome: homes.WDT, AttributeModelHome: homes.Model, AttributePlatforms: platformsText(p.platforms()),
			AttributeOwner: cmp.Or(p.Owner.User, "1000") + ":" + cmp.Or(p.Owner.Group, "0"),
		},
		labels: maps.Clone(p.Labels),
	}
	if err := s.versions(p, from); err != nil {
		return s, err
	}
	inputs := make(map[string]input.File)
	for kind, files := range map[opened.Kind][]input.File{opened.Model: p.Models, opened.Variables: p.Variables, opened.Archive: p.Archives} {
		for _, f := range files {
			described, err := describedInput(f, kind, from)
			if err != nil {
				return s, err
			}
			inputs[described.Name] = f
			s.files = append(s.files, described)
		}
	}
	s.read = func(ctx context.Context, name string) ([]byte, error) { return contentOf(ctx, inputs[name], from) }
	s.entries = func(ctx context.Context, name string) ([]opened.Entry, error) {
		return entriesOf(ctx, inputs[name], from)
	}
	s.platforms, s.on = p.platforms(), func(context.Context, string) (Side, error) { return s.Without(AttributeBase), nil }
	s.unpacked = func(ctx context.Context, name string) ([]entry, error) { return unpackedOf(ctx, inputs[name], from) }
	return s, nil
}

// versions notes WDT's version and the base, as far as they are known.
func (s *Side) versions(p Plan, from sources) error {
	switch {
	case p.Tooling != "":
		s.wdt = from[p.Tooling].WDT.Version
	case p.Installer != "":
		installer, err := wdt.Open(p.Installer)
		if err != nil {
			return fmt.Errorf("opening the installer: %w", err)
		}
		s.wdt, s.installer = installer.Version, true
		_ = installer.Close()
	}
	s.attributes[AttributeWDT] = s.wdt
	if p.Base.Image != "" {
		s.attributes[AttributeBase] = from[p.Base.Image].Base.Digest.String()
	}
	return nil
}

// describedInput returns an input as a file of an image. An archive on disk is read
// for its checksum: as fast as the disk.
func describedInput(f input.File, kind opened.Kind, from sources) (opened.File, error) {
	if f.Image != "" {
		described, err := contents{from[f.Image]}.file(f.Within())
		described.Name, described.Kind = f.InImage(), kind
		return described, err
	}
	described := opened.File{Name: f.InImage(), Kind: kind}
	if kind != opened.Archive {
		return described, nil
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return described, model.Unreadable(f, err)
	}
	defer func() { _ = file.Close() }()
	sum := crc32.NewIEEE()
	if described.Size, err = io.Copy(sum, file); err != nil {
		return described, model.Unreadable(f, err)
	}
	described.Checksum = fmt.Sprintf("crc32:%08x", sum.Sum32())
	return described, nil
}

// contentOf returns the bytes of a model or variable file.
func contentOf(ctx context.Context, f input.File, from sources) ([]byte, error) {
	if f.Image != "" {
		return from[f.Image].Read(ctx, f.Within())
	}
	return model.Read(f)
}

// entriesOf lists an archive.
func entriesOf(ctx context.Context, f input.File, from sources) ([]opened.Entry, error) {
	if f.Image != "" {
		return from[f.Image].Entries(ctx, f.Within(), false)
	}
	return inArchive(f, func(zip *zipfile.File) ([]opened.Entry, error) { return entriesIn(zip), nil })
}

// unpackedOf returns the entries of an archive with what they hold; nil where that would
// have to be fetched.
func unpackedOf(ctx context.Context, f input.File, from sources) ([]entry, error) {
	if f.Image != "" {
		return contents{from[f.Image]}.unpacked(ctx, f.Within(), false)
	}
	return inArchive(f, func(zip *zipfile.File) ([]entry, error) { return unpackedIn(ctx, zip) })
}

// inArchive returns what of an archive on disk is asked for.
func inArchive[T any](f input.File, of func(*zipfile.File) ([]T, error)) ([]T, error) {
	zip, err := zipfile.Open(f.Path, zipfile.Archive)
	if err != nil {
		return nil, err
	}
	defer func() { _ = zip.Close() }()
	return of(zip)
}
