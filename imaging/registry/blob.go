package registry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync/atomic"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"

	"auximage/imaging/report"
)

// blob is one blob on its way to a repository.
type blob struct {
	layer     v1.Layer
	digest    v1.Hash
	size      int64
	name      string
	sent      atomic.Bool // all its bytes went out at least once
	stored    atomic.Bool // the registry has it
	missed    int         // how often the registry said that it has it and later that it has not
	patchOnly bool        // the registry would not take its bytes with their commit
	known     bool        // the registry had it after an earlier push
	begun     bool        // an upload was begun beside the question
	mounts    []string    // repositories that it may be taken over from
	unmounted []string    // those of them that did not give it
}

// blobsOf returns the blobs of the images, each once: layers, then the config.
func blobsOf(images []v1.Image, names map[v1.Hash]string) ([]*blob, error) {
	var blobs []*blob
	for _, image := range images {
		layers, err := image.Layers()
		if err != nil {
			return nil, err
		}
		config, err := partial.ConfigLayer(image)
		if err != nil {
			return nil, err
		}
		for _, layer := range append(layers, config) {
			b, err := newBlob(layer, names)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(blobs, func(other *blob) bool { return other.digest == b.digest }) {
				blobs = append(blobs, b)
			}
		}
	}
	return blobs, nil
}

func newBlob(layer v1.Layer, names map[v1.Hash]string) (*blob, error) {
	digest, err := layer.Digest()
	if err != nil {
		return nil, err
	}
	size, err := layer.Size()
	if err != nil {
		return nil, err
	}
	b := &blob{layer: layer, digest: digest, size: size, name: names[digest]}
	if b.name == "" {
		b.name = digest.String()
	}
	return b, nil
}

// origin returns the repository that the blob came from, when it is another one
// of the target's registry.
func (b *blob) origin(target reference) (reference, bool) {
	layer, ok := b.layer.(*storedLayer)
	if !ok {
		return reference{}, false
	}
	from := layer.store.origin()
	return from, from.host == target.host && from.repository != target.repository
}

// content returns the blob's content.
func (b *blob) content(ctx context.Context) (io.ReadCloser, error) {
	if layer, ok := b.layer.(*storedLayer); ok {
		return layer.content(ctx)
	}
	return b.layer.Compressed()
}

// hasBlob tells whether the registry has the blob. An answer that cannot be relied
// on is a no: the upload will tell, in words that a HEAD does not have.
func (c *connection) hasBlob(ctx context.Context, b *blob) (bool, error) {
	res, err := c.get(ctx, http.MethodHead, c.in("blobs", b.digest.String()), nil)
	if err != nil {
		return false, err
	}
	drain(res)
	if res.StatusCode != http.StatusOK {
		return false, nil
	}
	if isPage(res) {
		return false, c.findingOf(res, CodeNotARegistry)
	}
	named := res.Header.Get("Docker-Content-Digest")
	return named == b.digest.String() || named == "" && res.ContentLength == b.size, nil
}

// verify reads the blob and compares its digest.
func (b *blob) verify(ctx context.Context) error {
	content, err := b.content(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	got, size, err := v1.SHA256(content)
	if err != nil {
		return err
	}
	if got != b.digest || size != b.size {
		return report.Fault(CodeSourceChanged, nil, report.Args{"Layer": b.name})
	}
	return nil
}

// reader opens the blob to be sent.
func (b *blob) reader(ctx context.Context) (io.ReadCloser, error) {
	content, err := b.content(ctx)
	if err != nil {
		return nil, b.unreadable(err)
	}
	return &uploadReader{ReadCloser: content, blob: b}, nil
}

// unreadable returns the finding for content that cannot be read, unless the
// error is one already.
func (b *blob) unreadable(err error) error {
	if _, known := report.Of(err); known {
		return err
	}
	return report.Fault(CodeSourceUnreadable, err, report.Args{"Layer": b.name})
}

// uploadReader is the content of a blob on its way out.
type uploadReader struct {
	io.ReadCloser
	blob *blob
	read int64
}

// Read implements io.Reader. Content of another size than was announced is no
// fault of the connection.
func (s *uploadReader) Read(p []byte) (int, error) {
	n, err := s.ReadCloser.Read(p)
	s.read += int64(n)
	switch {
	case s.read > s.blob.size, errors.Is(err, io.EOF) && s.read < s.blob.size:
		return n, report.Fault(CodeSourceChanged, nil, report.Args{"Layer": s.blob.name})
	case report.Has(err, CodeBaseDamaged): // on the way here from the registry it is of
		return n, restartable{err}
	case err != nil && !errors.Is(err, io.EOF):
		return n, s.blob.unreadable(err)
	case s.read == s.blob.size:
		s.blob.sent.Store(true)
	}
	return n, err
}
