package layer

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
)

// Packed is an entry of a blob of ours whose content has a member of its own: the
// bytes that an installer had it in.
type Packed struct {
	Header   *tar.Header
	Deflated []byte // a deflate stream; only until the next is asked for. Nil for what has no content
	CRC32    uint32
}

// ErrNotPacked tells that a blob is none whose files have members of their own.
var ErrNotPacked = errors.New("layer: files do not stand in members of their own")

// maxMember is the largest content of a member, in bytes: the largest file of an
// installer has a hundredth of that.
const maxMember = 256 << 20

// Unpack visits the folders and files of a blob that WDT made, as they are packed.
// Files that share a member with headers are none of an installer, and are passed
// over. It reads the blob to its end.
func Unpack(blob io.Reader, visit func(Packed) error) error {
	u := &unpacking{from: &recorded{Reader: bufio.NewReaderSize(blob, 1<<16)}, visit: visit}
	for {
		plain, err := u.member()
		if err == io.EOF {
			return nil
		}
		if err == nil && u.pending != nil && int64(len(plain)) == u.pending.Size {
			err = u.content()
		} else if err == nil {
			err = u.text(plain)
		}
		if err != nil {
			return err
		}
	}
}

type unpacking struct {
	from    *recorded
	gzip    *gzip.Reader
	visit   func(Packed) error
	pending *tar.Header // whose content is the next member; nil when none is due
	padding int64       // of the content before, at the beginning of the next text
}

// member reads the next member to its end; io.EOF after the last.
func (u *unpacking) member() ([]byte, error) {
	u.from.seen = u.from.seen[:0]
	var err error
	if u.gzip == nil {
		u.gzip, err = gzip.NewReader(u.from)
	} else {
		err = u.gzip.Reset(u.from)
	}
	if err != nil {
		return nil, err
	}
	u.gzip.Multistream(false)
	plain, err := io.ReadAll(io.LimitReader(u.gzip, maxMember+1))
	if err == nil && len(plain) > maxMember {
		err = ErrNotPacked
	}
	return plain, err
}

// content hands on the member as the content that was due.
func (u *unpacking) content() error {
	head, tail := len(gzipHeader), len(gzipTrailer(0, 0))
	seen := u.from.seen
	if len(seen) < head+tail || !bytes.Equal(seen[:head], gzipHeader) {
		return ErrNotPacked
	}
	trailer := seen[len(seen)-tail:]
	h := u.pending
	u.pending, u.padding = nil, padding(h.Size)
	return u.visit(Packed{Header: h, Deflated: seen[head : len(seen)-tail], CRC32: binary.LittleEndian.Uint32(trailer)})
}

// text goes through headers. A file at the end of them has the next member.
func (u *unpacking) text(plain []byte) error {
	if u.pending != nil || int64(len(plain)) < u.padding {
		return ErrNotPacked
	}
	rest := bytes.NewReader(plain[u.padding:])
	u.padding = 0
	for in := tar.NewReader(rest); ; {
		h, err := in.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return ErrNotPacked
		case h.Typeflag == tar.TypeReg && rest.Len() == 0:
			u.pending = h
			return nil
		case isFolder(h):
			if err := u.visit(Packed{Header: h}); err != nil {
				return err
			}
		}
	}
}

// recorded keeps what is read of a member. As an io.ByteReader it is read no further
// than the member goes.
type recorded struct {
	*bufio.Reader
	seen []byte
}

// Read implements io.Reader.
func (r *recorded) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.seen = append(r.seen, p[:n]...)
	return n, err
}

// ReadByte implements io.ByteReader.
func (r *recorded) ReadByte() (byte, error) {
	b, err := r.Reader.ReadByte()
	if err == nil {
		r.seen = append(r.seen, b)
	}
	return b, err
}
