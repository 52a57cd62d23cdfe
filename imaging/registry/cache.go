package registry

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/cachedir"
)

// cache keeps what bases are made of under their digests, and what references
// were resolved to. What it gives was checked against its digest; what it cannot
// give or keep is fetched again another time. The empty cache keeps nothing.
type cache string

// largestKept is the size above which a layer is not kept: several bases of
// that size would be noticed on a laptop's disk.
const largestKept = 256 << 20

func (c cache) blob(h v1.Hash) string { return filepath.Join(string(c), "bases", h.Algorithm, h.Hex) }

func (c cache) ref(r reference) string {
	sum := sha256.Sum256([]byte(r.String()))
	return filepath.Join(string(c), "bases", "refs", hex.EncodeToString(sum[:]))
}

// resolved returns the digest that the reference was resolved to before.
func (c cache) resolved(r reference) (v1.Hash, bool) {
	if c == "" {
		return v1.Hash{}, false
	}
	text, err := os.ReadFile(c.ref(r))
	if err != nil {
		return v1.Hash{}, false
	}
	h, err := v1.NewHash(strings.TrimSpace(string(text)))
	return h, err == nil
}

// resolve keeps what the reference was resolved to.
func (c cache) resolve(r reference, h v1.Hash) {
	if c != "" {
		_ = cachedir.Keep(c.ref(r), cachedir.Bytes(h.String()))
	}
}

// small returns the content with the digest.
func (c cache) small(h v1.Hash) ([]byte, bool) {
	f, ok := c.content(h)
	if !ok {
		return nil, false
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(f)
	return content, err == nil
}

// has tells whether there is something of the blob's size under its digest.
func (c cache) has(what v1.Descriptor) bool {
	info, err := os.Stat(c.blob(what.Digest))
	return err == nil && info.Size() == what.Size
}

// content returns the content with the digest, which was read once to check it. A
// damaged entry is removed.
func (c cache) content(h v1.Hash) (io.ReadCloser, bool) {
	if c == "" {
		return nil, false
	}
	f, err := os.Open(c.blob(h))
	if err != nil {
		return nil, false
	}
	got, _, err := v1.SHA256(f)
	if err == nil && got == h {
		if _, err = f.Seek(0, io.SeekStart); err == nil {
			return f, true
		}
	}
	_ = f.Close()
	_ = os.Remove(c.blob(h))
	return nil, false
}

// add stores what write gives under its digest. A cache that cannot be written
// to is no reason to fail.
func (c cache) add(h v1.Hash, content []byte) {
	if c != "" {
		_ = cachedir.Keep(c.blob(h), cachedir.Bytes(content))
	}
}

// errNotKept marks what went wrong on the side of the disk.
var errNotKept = errors.New("the cache cannot keep it")

// fetched stores what fetch writes, and opens it.
func (c cache) fetched(ctx context.Context, h v1.Hash, fetch func(context.Context, io.Writer) error) (io.ReadCloser, error) {
	var fetched error
	var into cachedir.Target
	err := cachedir.Keep(c.blob(h), func(w io.Writer) error {
		into.Writer = w
		fetched = fetch(ctx, &into)
		return fetched
	})
	if fetched != nil && into.Err == nil {
		return nil, fetched
	}
	if err != nil {
		return nil, errNotKept
	}
	if content, ok := c.content(h); ok {
		return content, nil
	}
	return nil, errNotKept
}
