// Package layer makes layer blobs that are recipes over their source files.
//
// A gzip file may be a run of members, and an entry of a zip already is a
// deflate stream with its CRC-32 and size. So a blob is: a member with a tar
// header, a member that is the entry's own bytes between a gzip header and
// trailer, a member with the padding and the next header, and so on. Nothing is
// compressed again, nothing is unpacked, no temporary file is written. Files
// that are compressed already go in as stored deflate blocks; headers and small
// files are deflated.
//
//	entry   what the tar holds, in order
//	source  where the bytes of an entry come from
//	member  the gzip members of a blob
//	pass    one reading of all sources, which notices that a file changed
//	blob    a pass as a reader: what is uploaded
//	hash    a pass as digests: inflating and hashing beside each other
//	check   what an archive holds, in the buffers of a hash
//	cache   the digests of a recipe, kept by the state of its files
package layer

import (
	"crypto/sha256"
	"errors"
	"io"
	"sync"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/klauspost/compress/gzip"
)

// Layer is a go-containerregistry v1.Layer over source files. It reads them
// whenever its content is asked for and holds none of them open. Its methods
// may be called from many goroutines.
type Layer struct {
	name      string
	mediaType types.MediaType
	recipe    *recipe
}

// recipe is what a layer's bytes follow from; layers that differ in their media
// type share it.
type recipe struct {
	entries []Entry
	files   []*file           // each once, in the order of their first entry
	plain   int64             // bytes of the tar
	headers [sha256.Size]byte // of all headers of the tar

	mutex  sync.Mutex // held while hashing
	result *digests   // nil until hashed
}

// digests is what is known of a recipe once it was read.
type digests struct {
	Digest, DiffID v1.Hash
	Size           int64
	Sums           []uint32 // CRC-32 of what was read of each file, in the recipe's order
	Stored         []uint32 // CRC-32 of each content that is in stored blocks, in the order of the tar
}

var _ v1.Layer = (*Layer)(nil)

var errNotHashed = errors.New("layer: digests are known after Hash")

// New returns a layer of the entries, which it sorts and normalises: two calls
// with the same entries in any order, anywhere and at any time, make the same
// bytes. Folders that are given twice alike count once; other names that cannot
// stand beside each other are refused with CodeDuplicate.
func New(name string, entries []Entry, mediaType types.MediaType) (*Layer, error) {
	sorted, err := arrange(entries)
	if err != nil {
		return nil, err
	}
	r := &recipe{entries: sorted, plain: int64(len(ending))}
	known := map[*file]bool{}
	headers := sha256.New()
	for _, e := range sorted {
		header, err := encode(e.Header)
		if err != nil {
			return nil, badName(e.Header.Name, err)
		}
		_, _ = headers.Write(header) // never fails
		r.plain += int64(len(header)) + e.Header.Size + padding(e.Header.Size)
		if f := e.file(); f != nil && !known[f] {
			known[f] = true
			r.files = append(r.files, f)
		}
	}
	headers.Sum(r.headers[:0])
	return &Layer{name: name, mediaType: mediaType, recipe: r}, nil
}

// Name returns the name that the layer was made with.
func (l *Layer) Name() string { return l.name }

// As returns the same layer under another media type. They share their digests.
func (l *Layer) As(mediaType types.MediaType) *Layer {
	return &Layer{name: l.name, mediaType: mediaType, recipe: l.recipe}
}

// Entries returns the entries in the order of the tar. They are not to be changed.
func (l *Layer) Entries() []Entry { return l.recipe.entries }

// Digest returns the digest of the blob; an error before Hash.
func (l *Layer) Digest() (v1.Hash, error) {
	d, err := l.recipe.digests()
	return d.Digest, err
}

// DiffID returns the digest of the tar; an error before Hash.
func (l *Layer) DiffID() (v1.Hash, error) {
	d, err := l.recipe.digests()
	return d.DiffID, err
}

// Size returns the bytes of the blob; an error before Hash.
func (l *Layer) Size() (int64, error) {
	d, err := l.recipe.digests()
	return d.Size, err
}

// MediaType returns the media type that the layer was made with.
func (l *Layer) MediaType() (types.MediaType, error) { return l.mediaType, nil }

// Compressed returns the blob. Reading fails with a Finding of CodeChanged that
// names the file, before the blob's last bytes, when a source is no longer what
// Hash read.
func (l *Layer) Compressed() (io.ReadCloser, error) {
	d, err := l.recipe.digests()
	if err != nil {
		return nil, err
	}
	return newBlob(l.recipe, d.Sums)
}

// Uncompressed returns the tar; it fails as Compressed does.
func (l *Layer) Uncompressed() (io.ReadCloser, error) {
	blob, err := l.Compressed()
	if err != nil {
		return nil, err
	}
	plain, err := gzip.NewReader(blob)
	if err != nil {
		_ = blob.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{plain, blob}, nil
}

func (r *recipe) digests() (digests, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.result == nil {
		return digests{}, errNotHashed
	}
	return *r.result, nil
}
