package registry

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/sync/errgroup"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Base is what a base reference or file was resolved to. It holds no context:
// its layers are read from the cache, or from the registry when asked for.
type Base struct {
	Image     v1.Image
	Digest    v1.Hash         // of what the reference names: the index, where there is one
	MediaType types.MediaType // of Image: Docker's or OCI's
	Platform  v1.Platform     // of Image, as its index names it, else its config: with the variant

	Platforms []v1.Platform // all that what the reference names is there for
	Saved     string        // of a file: the reference that it was saved with, empty if it has none
	Repacked  bool          // its layers are compressed here: the file has them unpacked

	// Remembered tells that the registry was not asked what the tag names: Digest
	// is what it named another time.
	Remembered bool
}

// ResolveBase returns the image that the reference stands for on a platform
// such as "linux/amd64", which is also what an empty platform means. With a
// kept digest, or a reference resolved before, the cache serves and the network
// is not asked, unless alwaysPull. Where what the cache knows of a tag cannot
// serve, the registry is asked: the tag may have been repaired since. Layers of a
// usual size are brought into the cache.
func (c *Client) ResolveBase(ctx context.Context, ref, platform, keptDigest string, alwaysPull bool) (*Base, error) {
	target, wanted, err := parseFor(ref, platform)
	if err != nil {
		return nil, err
	}
	c.Progress.Tell(report.Progress{Phase: report.Base, Item: ref})
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Base, Name: ref, Listener: c.Progress})
	if keptDigest != "" && !alwaysPull && target.digest == "" {
		target.digest = keptDigest
	}
	p := &puller{client: c, ref: target, cache: cache(c.Cache)}
	base, err := p.resolve(ctx, wanted, alwaysPull)
	if p.remembered && unfit(err) {
		base, err = p.resolve(ctx, wanted, true)
	}
	if err != nil {
		return nil, err
	}
	c.Progress.Tell(report.Progress{Phase: report.Base, Item: ref, State: report.Finished})
	return base, nil
}

// unfit tells whether an error is about the image that a reference names, and
// not about the way to it.
func unfit(err error) bool {
	return report.Has(err, CodeNoPlatform, CodeNotAnImage, CodeSchema1, CodeLargeConfig, CodeBaseDamaged, CodeBaseIncomplete, CodeManifestDamaged)
}

// DefaultPlatform is what an empty platform means.
const DefaultPlatform = "linux/amd64"

// parsePlatform returns the platform, linux/amd64 for none.
func parsePlatform(text string) (v1.Platform, error) {
	text = cmp.Or(text, DefaultPlatform)
	platform, err := v1.ParsePlatform(text)
	if err != nil || platform.OS == "" || platform.Architecture == "" {
		return v1.Platform{}, report.Fault(CodeBadPlatform, err, report.Args{"Platform": text})
	}
	return *platform, nil
}

// parseFor is parse with the platform that is wanted of the image.
func parseFor(ref, platform string) (reference, v1.Platform, error) {
	target, err := parse(ref)
	if err != nil {
		return reference{}, v1.Platform{}, err
	}
	wanted, err := parsePlatform(platform)
	return target, wanted, err
}

// puller reads a base from the cache, and from its registry what that lacks.
type puller struct {
	client *Client
	ref    reference
	cache  cache
	held   *memory     // keeps small contents while somebody looks; nil keeps none
	conn   *connection // nil until the network is needed

	remembered bool // the tag was not asked for in the last resolve
}

// connected returns the connection, made when it is needed first.
func (p *puller) connected(ctx context.Context) (*connection, error) {
	if p.conn == nil {
		conn, err := p.client.connect(ctx, p.ref, pull)
		if err != nil {
			return nil, err
		}
		p.conn = conn
	}
	return p.conn, nil
}

// resolve finds the manifest of the platform, its config and its layers.
func (p *puller) resolve(ctx context.Context, wanted v1.Platform, alwaysPull bool) (*Base, error) {
	top, err := p.root(ctx, alwaysPull)
	if err != nil {
		return nil, err
	}
	get := func(h v1.Hash) (manifest, error) { return p.manifest(ctx, h) }
	chosen, platform, err := top.forPlatform(wanted, p.ref.String(), get)
	if err != nil {
		return nil, err
	}
	image, err := newStoredImage(ctx, chosen, p.ref.String(), p)
	if err != nil {
		return nil, err
	}
	if platform, err = platformOf(image, platform, wanted, p.ref.String()); err != nil {
		return nil, err
	}
	if err := p.prefetch(ctx, image); err != nil {
		return nil, err
	}
	return &Base{Image: image, Digest: top.digest, MediaType: chosen.mediaType, Platform: platform,
		Platforms: platformsOf(top, platform), Remembered: p.remembered}, nil
}

// root returns the manifest that the reference itself names.
func (p *puller) root(ctx context.Context, alwaysPull bool) (manifest, error) {
	if h, ok := p.ref.hash(); ok {
		return p.manifest(ctx, h)
	}
	if h, ok := p.cache.resolved(p.ref); ok && !alwaysPull {
		p.remembered = true
		return p.manifest(ctx, h)
	}
	p.remembered = false
	conn, err := p.connected(ctx)
	if err != nil {
		return manifest{}, err
	}
	found, err := manifests{connection: conn}.read(ctx, p.ref.tag, readable)
	if err != nil {
		return manifest{}, err
	}
	p.cache.add(found.digest, found.raw)
	p.cache.resolve(p.ref, found.digest)
	return withMediaType(found), nil
}

// manifest returns the manifest with the digest.
func (p *puller) manifest(ctx context.Context, h v1.Hash) (manifest, error) {
	if raw, ok := p.cache.small(h); ok {
		return withMediaType(manifest{raw: raw, digest: h}), nil
	}
	conn, err := p.connected(ctx)
	if err != nil {
		return manifest{}, err
	}
	found, err := manifests{connection: conn}.read(ctx, h.String(), readable)
	if err != nil {
		return manifest{}, err
	}
	p.cache.add(h, found.raw)
	return withMediaType(found), nil
}

// withMediaType returns the manifest with the media type that its content has: what a
// server says of it is not kept, and not always right.
func withMediaType(m manifest) manifest {
	var has struct {
		MediaType types.MediaType   `json:"mediaType"`
		Manifests []json.RawMessage `json:"manifests"`
		Schema    int               `json:"schemaVersion"`
	}
	if json.Unmarshal(m.raw, &has) != nil {
		return m
	}
	switch {
	case has.Schema == 1: // whose signed form has no media type in it
		m.mediaType = types.DockerManifestSchema1
	case has.MediaType != "":
		m.mediaType = has.MediaType
	case has.Manifests != nil:
		m.mediaType = types.OCIImageIndex
	default:
		m.mediaType = types.OCIManifestSchema1
	}
	return m
}

// platformsOf returns what an index is there for; of an image the one that it is for.
func platformsOf(top manifest, only v1.Platform) []v1.Platform {
	if !top.mediaType.IsIndex() {
		return []v1.Platform{only}
	}
	parsed, err := v1.ParseIndexManifest(strings.NewReader(string(top.raw)))
	if err != nil {
		return []v1.Platform{only}
	}
	var all []v1.Platform
	for _, child := range parsed.Manifests {
		if child.Platform != nil && child.Platform.OS != "unknown" { // of an attestation
			all = append(all, *child.Platform)
		}
	}
	return all
}

// forPlatform returns the manifest of the image for a platform, which an index names by
// its digest, and what the index says that it runs on.
func (m manifest) forPlatform(wanted v1.Platform, name string, get func(v1.Hash) (manifest, error)) (chosen manifest, runs v1.Platform, err error) {
	for chosen = m; chosen.mediaType.IsIndex(); {
		child, err := platformEntry(chosen, wanted, name)
		if err != nil {
			return chosen, runs, err
		}
		runs = *child.Platform
		if chosen, err = get(child.Digest); err != nil {
			return chosen, runs, err
		}
	}
	return chosen, runs, nil
}

// platformEntry returns the index's entry for the platform.
func platformEntry(index manifest, wanted v1.Platform, name string) (v1.Descriptor, error) {
	parsed, err := v1.ParseIndexManifest(strings.NewReader(string(index.raw)))
	if err != nil {
		return v1.Descriptor{}, report.Fault(CodeNotAnImage, err, report.Args{"Reference": name, "MediaType": string(index.mediaType)})
	}
	var have []string
	for _, child := range parsed.Manifests {
		if child.Platform == nil {
			continue
		}
		if child.Platform.Satisfies(wanted) {
			return child, nil
		}
		if child.Platform.OS != "unknown" {
			have = append(have, child.Platform.String())
		}
	}
	return v1.Descriptor{}, noPlatform(name, wanted, have...)
}

// platformOf returns the platform of an image, as its index named it, else as its
// config does; a finding when the config names another than the wanted one.
func platformOf(image v1.Image, named, wanted v1.Platform, name string) (v1.Platform, error) {
	config, err := image.ConfigFile()
	if err != nil {
		return named, err
	}
	has := config.Platform()
	if has == nil || has.OS == "" {
		has = &wanted
	}
	if !has.Satisfies(wanted) {
		return named, noPlatform(name, wanted, has.String())
	}
	if named.OS == "" {
		named = *has
	}
	return named, nil
}

func noPlatform(name string, wanted v1.Platform, have ...string) error {
	return report.Fault(CodeNoPlatform, nil, report.Args{
		"Reference": name, "Platform": wanted.String(), "Platforms": strings.Join(have, ", "),
	})
}

// prefetch brings the layers into the cache, those that it keeps. One that it
// seems to have is read, and checked, when it is needed.
func (p *puller) prefetch(ctx context.Context, image *storedImage) error {
	missing := slices.DeleteFunc(slices.Clone(image.parsed.Layers), func(layer v1.Descriptor) bool {
		return p.cache == "" || layer.Size > largestKept || p.cache.has(layer)
	})
	if len(missing) == 0 {
		return nil
	}
	if _, err := p.connected(ctx); err != nil {
		return err
	}
	var total int64
	for _, layer := range missing {
		total += layer.Size
	}
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(maxUploads)
	whole := report.Whole{Total: total, Listener: p.conn.tell}
	for _, layer := range missing {
		group.Go(func() error {
			within := transport.WithItem(within, transport.Item{Phase: report.Base, Name: p.ref.String(), Listener: whole.Part()})
			content, err := p.content(within, layer)
			if err != nil {
				return err
			}
			return content.Close()
		})
	}
	return group.Wait()
}

// content implements store: from the cache, through it, or past it.
func (p *puller) content(ctx context.Context, what v1.Descriptor) (io.ReadCloser, error) {
	return p.held.content(what, func() (io.ReadCloser, error) { return p.fetch(ctx, what) })
}

// fetch is content past the memory.
func (p *puller) fetch(ctx context.Context, what v1.Descriptor) (io.ReadCloser, error) {
	if content, ok := p.cache.content(what.Digest); ok {
		return content, nil
	}
	conn, err := p.connected(ctx)
	if err != nil {
		return nil, err
	}
	if p.cache != "" && what.Size <= largestKept {
		var content io.ReadCloser
		err := conn.retry(ctx, func(ctx context.Context) (err error) {
			content, err = p.cache.fetched(ctx, what.Digest, func(ctx context.Context, w io.Writer) error {
				return downloads{conn}.copyTo(ctx, w, what)
			})
			return err
		})
		if !errors.Is(err, errNotKept) {
			return content, err
		}
	}
	return downloads{conn}.open(ctx, what)
}

// origin implements store.
func (p *puller) origin() reference { return p.ref }
