package imaging

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Opened is an auxiliary image that was opened. Its content is fetched when it is
// asked for.
type Opened struct {
	opened.Image

	found  *registry.Base
	chosen bool // the platform was asked for by name
	client *Client
	strata []stratum
	tree   contract.Tree             // of the layers that are known
	at     []int                     // which of the strata each of those is
	places map[string]contract.Found // of the files, by name
}

// Open returns the image that from names: a reference, or an OCI layout folder, an
// OCI tar or a tar of docker save, if there is something of that name on disk. An
// empty platform is linux/amd64, or the first that there is. The manifest, the config
// and small layers are read; what large layers hold is known where this program made
// them or the cache knows it, else they are Unread: ReadAll fetches them.
func (c *Client) Open(ctx context.Context, from, platform string) (*Opened, error) {
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Open, Name: from, Listener: c.Progress})
	c.Progress.Tell(report.Progress{Phase: report.Open, Item: from})
	found, err := find(ctx, from, platform, c)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", from, err)
	}
	o := &Opened{found: found, chosen: platform != "", client: c}
	if err := takeOver(o, from); err != nil {
		return nil, fmt.Errorf("opening %s: %w", from, err)
	}
	if err := lookInto(ctx, o, false); err != nil {
		return nil, fmt.Errorf("opening %s: %w", from, err)
	}
	c.Progress.Tell(report.Progress{Phase: report.Open, Item: from, State: report.Finished})
	return o, nil
}

// ReadAll reads the layers that Open did not: Unread bytes are fetched.
func (o *Opened) ReadAll(ctx context.Context) error {
	if o.Unread() == 0 {
		return nil
	}
	if err := lookInto(o.item(ctx), o, true); err != nil {
		return fmt.Errorf("reading %s: %w", o.name(), err)
	}
	return nil
}

// name returns what the image is called: its file, or its reference.
func (o *Opened) name() string { return cmp.Or(o.File, o.Reference) }

// item returns a context whose requests are told as the image's.
func (o *Opened) item(ctx context.Context) context.Context {
	return transport.WithItem(ctx, transport.Item{Phase: report.Open, Name: o.name(), Listener: o.client.Progress})
}

// reading does what reads a layer of some so many bytes: they are told as the image's
// in a phase, and how it ends.
func (o *Opened) reading(ctx context.Context, phase report.Phase, size int64, read func(context.Context) error) error {
	item := transport.Item{Phase: phase, Name: o.name(), Total: size, Listener: o.client.Progress}
	end := report.Progress{Phase: phase, Item: o.name(), State: report.Finished, Done: size, Total: size}
	err := read(transport.WithItem(ctx, item))
	if err != nil {
		end.State = report.Failed
	}
	o.client.Progress.Tell(end)
	return err
}

// isFile tells whether an image is opened from the disk.
func isFile(from string) bool {
	_, err := os.Stat(from)
	return err == nil
}

// namesFile tells whether a text can only be meant for a file: a mistyped one is not
// to be asked for at Docker Hub.
func namesFile(from string) bool {
	return strings.HasSuffix(from, ".tar") || strings.HasPrefix(from, "./") || strings.HasPrefix(from, "../") || filepath.IsAbs(from)
}

// find returns the image on the platform; where none was asked for, on the first
// that there is.
func find(ctx context.Context, from, platform string, c *Client) (*registry.Base, error) {
	if namesFile(from) && !isFile(from) {
		return nil, report.Finding{Code: model.CodeMissing, Severity: report.Error, File: from}
	}
	get := func(platform string) (*registry.Base, error) {
		if isFile(from) {
			return registry.OpenBaseFile(from, platform)
		}
		return c.registries().Look(ctx, from, platform)
	}
	found, err := get(platform)
	if f, _ := report.Of(err); platform == "" && f.Code == registry.CodeNoPlatform {
		there, _ := f.Args["Platforms"].(string)
		if first, _, _ := strings.Cut(there, ", "); first != "" {
			return get(first)
		}
	}
	return found, err
}

// takeOver has an image that was opened say what its manifest and config do.
func takeOver(o *Opened, from string) error {
	config, err := o.found.Image.ConfigFile()
	if err != nil {
		return err
	}
	o.Reference, o.Digest = from, o.found.Digest
	if isFile(from) {
		o.Reference, o.File = o.found.Saved, from
	}
	o.Platform = o.found.Platform.String()
	for _, p := range o.found.Platforms {
		if !slices.Contains(o.Platforms, p.String()) {
			o.Platforms = append(o.Platforms, p.String())
		}
	}
	o.Labels = config.Config.Labels
	for _, h := range config.History {
		o.History = append(o.History, opened.Step{Created: h.Created.Time, CreatedBy: h.CreatedBy, Comment: h.Comment})
	}
	o.Base.Digest, _ = v1.NewHash(o.Labels[labelBaseDigest]) // zero where there is none
	o.Base.Name = o.Labels[labelBaseName]
	if o.strata, err = strataOf(o.found.Image); err != nil {
		return err
	}
	if o.Size, err = sizeOf(o.found.Image); err != nil {
		return err
	}
	o.Maker = makerOf(config, o.strata)
	return nil
}

// labelBaseName is of the OCI image specification; ours have none.
const labelBaseName = "org.opencontainers.image.base.name"

// labelImageTool is what the WebLogic Image Tool marks its images with.
const labelImageTool = "com.oracle.weblogic.imagetool.buildid"

func makerOf(config *v1.ConfigFile, strata []stratum) opened.Maker {
	switch {
	case len(strata) > 0 && strata[len(strata)-1].kind.ours():
		return opened.Wizard
	case config.Config.Labels[labelImageTool] != "":
		return opened.ImageTool
	}
	return opened.Unknown
}

// lookInto has an image name the files of its model home and the WDT, by what is known
// of the layers; with whole it makes all of them known.
func lookInto(ctx context.Context, o *Opened, whole bool) error {
	var known []contract.Layer
	o.at = nil
	for i := range o.strata {
		s := &o.strata[i]
		read := func(ctx context.Context) error { return s.read(ctx, whole, o.name(), o.client.Cache) }
		if whole && s.unread() {
			if err := o.reading(ctx, report.Open, s.what.Size, read); err != nil {
				return err
			}
		} else if err := read(ctx); err != nil {
			return err
		}
		if s.known {
			known, o.at = append(known, s.holds), append(o.at, i)
		}
	}
	o.tree = contract.TreeOf(known)
	config, err := o.found.Image.ConfigFile()
	if err != nil {
		return err
	}
	homes := homesIn(o.tree, homesOf(config))
	o.Homes = opened.Homes{WDT: homes.WDT, Model: homes.Model}
	listFiles(o, homes.Model)
	o.WDT = toolingOf(o, homes)
	o.Layers = nil
	for _, s := range o.strata {
		o.Layers = append(o.Layers, s.described())
	}
	return nil
}

// homesIn returns the homes that the image names, or those of the other
// conventions where nothing is there.
func homesIn(tree contract.Tree, named Homes) Homes {
	for _, homes := range []Homes{named, {}, {WDT: ToolkitHome}} {
		homes = homes.Resolved()
		if tree.Has(homes.Model) || tree.Has(homes.Tooling()) {
			return homes
		}
	}
	return named
}

// listFiles has an image list the files of its model home, in the operator's order.
func listFiles(o *Opened, home string) {
	o.Files, o.places = []opened.File{}, map[string]contract.Found{}
	var names []string
	for _, f := range o.tree.Files(home) {
		f.Place.Layer = o.at[f.Place.Layer]
		o.places[f.Name] = f
		names = append(names, f.Name)
	}
	for _, name := range model.Order(names) {
		f := o.places[name]
		s := o.strata[f.Place.Layer]
		file := opened.File{Name: name, Kind: kindOf(name), Path: f.Path, Size: f.Size, Layer: s.what.Digest}
		if f.Sum != "" {
			file.Checksum = "sha256:" + f.Sum
		}
		if n, ok := s.note.file(f.Entry); ok {
			file.Checksum, file.Offset = cmp.Or(file.Checksum, "crc32:"+n.CRC32), n.Offset
		}
		o.Files = append(o.Files, file)
		o.Owner = cmp.Or(o.Owner, strconv.Itoa(f.UID)+":"+strconv.Itoa(f.GID))
	}
	for _, s := range o.strata {
		if s.note.Owner != "" {
			o.Owner = s.note.Owner
		}
	}
}

// kindOf returns what the operator takes a file for.
func kindOf(name string) opened.Kind {
	if model.Refused(name) {
		return opened.Other
	}
	switch model.KindOf(name) {
	case model.Model:
		return opened.Model
	case model.Variables:
		return opened.Variables
	case model.Archive:
		return opened.Archive
	}
	return opened.Other
}

// toolingOf returns the WDT of an image.
func toolingOf(o *Opened, homes Homes) opened.WDT {
	home := homes.Tooling()
	if place, ok := o.tree.Where(home + "/VERSION.txt"); ok {
		return opened.WDT{Version: o.tree.ToolingVersion(home), Layer: o.strata[o.at[place.Layer]].what.Digest}
	}
	i := slices.IndexFunc(o.strata, func(s stratum) bool { return s.kind == WDTPart })
	if i < 0 {
		return opened.WDT{}
	}
	return opened.WDT{Version: o.Labels[labelWDT], Layer: o.strata[i].what.Digest}
}

// sizeOf returns the bytes of an image's blobs.
func sizeOf(image v1.Image) (int64, error) {
	manifest, err := image.Manifest()
	if err != nil {
		return 0, err
	}
	size := manifest.Config.Size
	for _, l := range manifest.Layers {
		size += l.Size
	}
	return size, nil
}
