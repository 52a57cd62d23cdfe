package layer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/cachedir"
)

// version is to be counted up with every change of the bytes that a recipe gives.
const version = "2"

// key names a recipe together with the state of its files and with what makes
// the bytes: another build may deflate otherwise.
func (r *recipe) key() string {
	h := sha256.New()
	_, _ = fmt.Fprintln(h, version, level, runtime.Version(), deflateVersion())
	_, _ = h.Write(r.headers[:])
	for i, f := range r.files {
		_, _ = fmt.Fprintf(h, "%d %q %+v\n", i, f.path, f.was)
	}
	for i, e := range r.entries {
		if e.Source != nil {
			_, _ = fmt.Fprintf(h, "%d %T %d ", i, e.Source, slices.Index(r.files, e.file()))
			e.Source.describe(h)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// deflateVersion returns the version of the module that deflates.
func deflateVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == "github.com/klauspost/compress" {
			return m.Version
		}
	}
	return ""
}

// Cache keeps the digests of recipes in a folder, a small file each. Many
// programs may use one folder. A cache that cannot be read or written is one
// that knows nothing.
type Cache struct{ dir string }

// maxCached is how many files a cache keeps: some 500 bytes each.
const maxCached = 500

// OpenCache returns the cache in a folder, which it makes when it is not there.
func OpenCache(dir string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unreadable(dir, err)
	}
	return &Cache{dir: dir}, nil
}

// ending of the files that are a cache's own.
const cacheSuffix = ".layer"

func (c *Cache) path(key string) string { return filepath.Join(c.dir, key+cacheSuffix) }

// get returns what is known of a recipe with so many files.
func (c *Cache) get(key string, files int) (digests, bool) {
	var d digests
	data, err := os.ReadFile(c.path(key))
	if err != nil {
		return d, false
	}
	sum, body, found := strings.Cut(string(data), "\n")
	if !found || sum != checksum(key, body) || json.Unmarshal([]byte(body), &d) != nil {
		return d, false
	}
	return d, d.Digest != v1.Hash{} && d.DiffID != v1.Hash{} && len(d.Sums) == files
}

// put keeps what was learnt. The file is not synced: it carries a checksum, and
// a digest that is lost is computed again.
func (c *Cache) put(key string, d digests) {
	body, err := json.Marshal(d)
	if err != nil {
		return
	}
	_ = cachedir.Keep(c.path(key), cachedir.Bytes(append([]byte(checksum(key, string(body))+"\n"), body...)))
	cachedir.Trim(c.dir, cacheSuffix, maxCached)
}

func checksum(key, body string) string {
	sum := sha256.Sum256([]byte(key + body))
	return hex.EncodeToString(sum[:])
}
