package registry

import (
	"archive/tar"
	"context"
	"encoding/json"
	"io"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// Format is how Save writes an image.
type Format string

// The formats of Save, both OCI layouts in a tar. Docker's has the image as it is
// pushed, so that the digest stays what it was, and the list that docker load,
// podman load and kind load image-archive look for beside it. OCI's has OCI media
// types, also on a base of Docker's family: umoci and others take no others.
const (
	DockerTar Format = "docker"
	OCITar    Format = "oci"
)

// Save writes the image or index to a file, under a temporary name first, with
// the reference that it is to have, and returns the digest that it has there.
// Docker's list names the first image of an index. Progress is told by blob.
func (c *Client) Save(ctx context.Context, what Pushable, ref, path string, format Format, names map[v1.Hash]string) (v1.Hash, error) {
	f, err := newImageFile(what, ref, format, names)
	if err != nil {
		return v1.Hash{}, err
	}
	var work error
	err = cachedir.AtomicWrite(ctx, path, cachedir.Private, func(w io.Writer) error {
		a := &archive{ctx: ctx, out: tar.NewWriter(w), progress: c.Progress}
		work = a.write(f)
		return work
	})
	switch {
	case err == nil: // whole, also when ctx ends now
		return f.root().digest, nil
	case ctx.Err() != nil:
		return v1.Hash{}, context.Cause(ctx)
	}
	if _, known := report.Of(work); known {
		return v1.Hash{}, work
	}
	return v1.Hash{}, report.Finding{Code: CodeNotSaved, Severity: report.Error, File: path, Cause: err}
}

// imageFile is what a file of an image holds.
type imageFile struct {
	ref       reference
	format    Format
	images    []v1.Image
	blobs     []*blob
	manifests []manifest // of the images, and last that of what they are together
}

func newImageFile(what Pushable, ref string, format Format, names map[v1.Hash]string) (f imageFile, err error) {
	f.format = format
	if f.ref, err = parse(ref); err != nil {
		return f, err
	}
	if f.images, err = Images(what); err != nil {
		return f, err
	}
	if f.blobs, err = blobsOf(f.images, names); err != nil {
		return f, err
	}
	f.manifests, err = format.manifests(what, f.images)
	return f, err
}

// root returns the manifest that the layout is about.
func (f imageFile) root() manifest { return f.manifests[len(f.manifests)-1] }

// archive is a tar that an image is written to.
type archive struct {
	ctx      context.Context
	out      *tar.Writer
	progress report.Listener
}

// write writes the whole image and ends the tar.
func (a *archive) write(f imageFile) error {
	if err := a.bytes("oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`)); err != nil {
		return err
	}
	for _, b := range f.blobs { // all at first, so that the percentage never falls
		a.progress.Tell(report.Progress{Phase: report.Save, Item: b.name, Total: b.size})
	}
	for _, b := range f.blobs {
		if err := a.blob(b); err != nil {
			return err
		}
	}
	written := map[v1.Hash]bool{}
	for _, m := range f.manifests {
		if written[m.digest] {
			continue
		}
		written[m.digest] = true
		if err := a.bytes(blobPath(m.digest), m.raw); err != nil {
			return err
		}
	}
	if err := a.lists(f); err != nil {
		return err
	}
	return a.out.Close()
}

// lists writes what readers find the image by.
func (a *archive) lists(f imageFile) error {
	err := a.json("index.json", layoutIndex(f.root(), f.ref))
	if err != nil || f.format != DockerTar {
		return err
	}
	list, err := dockerList(f.images[0], f.ref)
	if err != nil {
		return err
	}
	return a.json("manifest.json", list)
}

// manifests returns those of the images, and last that of what they are together.
func (f Format) manifests(what Pushable, images []v1.Image) ([]manifest, error) {
	var all []manifest
	written := map[v1.Hash]manifest{} // by the digest that it has otherwise
	for _, image := range images {
		m, err := manifestOf(image)
		if err != nil {
			return nil, err
		}
		before := m.digest
		if f == OCITar {
			if m, err = m.asOCI(); err != nil {
				return nil, err
			}
		}
		written[before] = m
		all = append(all, m)
	}
	m, err := manifestOf(what)
	if err != nil || !m.mediaType.IsIndex() {
		return all, err
	}
	if f == OCITar {
		m, err = m.indexAsOCI(written)
	}
	return append(all, m), err
}

// blob writes a layer or a config and compares its digest.
func (a *archive) blob(b *blob) error {
	content, err := b.reader(a.ctx)
	if err != nil {
		return err
	}
	checked := newVerified(content, v1.Descriptor{Digest: b.digest, Size: b.size}, func() error {
		return report.Fault(CodeSourceChanged, nil, report.Args{"Layer": b.name})
	})
	defer func() { _ = checked.Close() }()
	if err := a.header(blobPath(b.digest), b.size); err != nil {
		return err
	}
	_, err = io.Copy(a.out, &progressReader{Reader: checked, archive: a, blob: b})
	if err == nil {
		a.progress.Tell(report.Progress{Phase: report.Save, Item: b.name, State: report.Finished, Done: b.size, Total: b.size})
	}
	return err
}

// progressReader reads a blob, tells how far it is, and ends with the context.
type progressReader struct {
	io.Reader
	archive *archive
	blob    *blob
	read    int64
}

// Read implements io.Reader.
func (t *progressReader) Read(p []byte) (int, error) {
	if t.archive.ctx.Err() != nil {
		return 0, context.Cause(t.archive.ctx)
	}
	n, err := t.Reader.Read(p)
	t.read += int64(n)
	t.archive.progress.Tell(report.Progress{Phase: report.Save, Item: t.blob.name, Done: t.read, Total: t.blob.size})
	return n, err
}

func (a *archive) json(name string, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return a.bytes(name, content)
}

func (a *archive) bytes(name string, content []byte) error {
	if err := a.header(name, int64(len(content))); err != nil {
		return err
	}
	_, err := a.out.Write(content)
	return err
}

func (a *archive) header(name string, size int64) error {
	return a.out.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o644, Format: tar.FormatPAX})
}

func blobPath(h v1.Hash) string { return "blobs/" + h.Algorithm + "/" + h.Hex }

// layoutIndex returns the index.json of a layout that holds one thing.
func layoutIndex(what manifest, ref reference) v1.IndexManifest {
	return v1.IndexManifest{
		SchemaVersion: 2,
		MediaType:     types.OCIImageIndex,
		Manifests: []v1.Descriptor{{
			MediaType: what.mediaType, Digest: what.digest, Size: int64(len(what.raw)),
			// containerd and docker take the name from the first, others from the second.
			Annotations: map[string]string{"io.containerd.image.name": ref.String(), refName: ref.String()},
		}},
	}
}

// dockerList returns the manifest.json of docker save.
func dockerList(image v1.Image, ref reference) ([]any, error) {
	m, err := image.Manifest()
	if err != nil {
		return nil, err
	}
	var layers []string
	for _, layer := range m.Layers {
		layers = append(layers, blobPath(layer.Digest))
	}
	return []any{map[string]any{
		"Config": blobPath(m.Config.Digest), "RepoTags": []string{ref.String()}, "Layers": layers,
	}}, nil
}
