package layer

import (
	"archive/tar"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"auximage/imaging/report"
)

// Entry is one file, folder or link of a layer.
type Entry struct {
	Header *tar.Header // Name is relative to the image's root; a folder's ends in a slash
	Source Source      // nil when the entry has no content
}

// Open returns the entry's content. It fails with CodeChanged when the source
// is no longer the file that the entry was made of.
func (e Entry) Open() (io.ReadCloser, error) {
	if e.Source == nil {
		return io.NopCloser(bytes.NewReader(nil)), nil
	}
	return e.Source.open()
}

func (e Entry) file() *file {
	if e.Source == nil {
		return nil
	}
	return e.Source.file()
}

// Sizes of the tar format: POSIX.1-2017, pax, "ustar Interchange Format".
const block = 512

// ending is what ends a tar.
var ending = make([]byte, 2*block)

// padding returns the bytes behind content of a size.
func padding(size int64) int64 { return -size & (block - 1) }

// encode returns an entry's header: one block, or more where a name or size
// does not fit into one.
func encode(h *tar.Header) ([]byte, error) {
	var b bytes.Buffer
	err := tar.NewWriter(&b).WriteHeader(h)
	return b.Bytes(), err
}

// epoch is the time that every entry carries, so that no digest depends on one.
var epoch = time.Unix(0, 0).UTC()

// arrange returns the entries normalised, in the order of the tar.
func arrange(entries []Entry) ([]Entry, error) {
	sorted := make([]Entry, len(entries))
	for i, e := range entries {
		if !isName(e.Header.Name) {
			return nil, badName(e.Header.Name, nil)
		}
		sorted[i] = Entry{Header: normal(e), Source: e.Source}
	}
	slices.SortFunc(sorted, func(a, b Entry) int { return compare(a.Header.Name, b.Header.Name) })
	kept := sorted[:0]
	for _, e := range sorted {
		if len(kept) > 0 {
			last := kept[len(kept)-1].Header
			if isFolder(e.Header) && sameFolder(last, e.Header) {
				continue
			}
			if collide(last, e.Header) {
				return nil, report.Fault(CodeDuplicate, nil, report.Args{"Name": e.Header.Name})
			}
		}
		kept = append(kept, e)
	}
	return kept, nil
}

// normal returns a header with nothing in it that differs between machines.
func normal(e Entry) *tar.Header {
	h := &tar.Header{Typeflag: e.Header.Typeflag, Name: e.Header.Name, Linkname: e.Header.Linkname,
		Mode: e.Header.Mode, Uid: e.Header.Uid, Gid: e.Header.Gid, ModTime: epoch}
	if e.Source != nil {
		h.Size = e.Source.size()
	}
	return h
}

// isName tells whether a layer can have an entry of the name.
func isName(name string) bool {
	bare := strings.TrimSuffix(name, "/")
	return bare != "" && bare != "." && bare != ".." && path.Clean(bare) == bare && bare[0] != '/' &&
		!strings.HasPrefix(bare, "../") && !strings.Contains(bare, "\x00") && utf8.ValidString(bare)
}

func isFolder(h *tar.Header) bool { return h.Typeflag == tar.TypeDir }

func sameFolder(a, b *tar.Header) bool {
	return isFolder(a) && a.Name == b.Name && a.Mode == b.Mode && a.Uid == b.Uid && a.Gid == b.Gid
}

// collide tells whether neighbours in the order cannot both be there.
func collide(a, b *tar.Header) bool {
	name, next := strings.TrimSuffix(a.Name, "/"), strings.TrimSuffix(b.Name, "/")
	return name == next || !isFolder(a) && strings.HasPrefix(next, name+"/")
}

// compare orders names so that a folder comes right before what it holds.
func compare(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return order(a[i]) - order(b[i])
		}
	}
	return len(a) - len(b)
}

func order(c byte) int {
	if c == '/' {
		return -1
	}
	return int(c)
}
