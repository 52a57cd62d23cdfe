package layer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"

	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// gzipHeader says deflate, no name, no time, no system (RFC 1952).
var gzipHeader = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}

// gzipTrailer returns what ends a member.
func gzipTrailer(crc uint32, size int64) []byte {
	le := binary.LittleEndian
	return le.AppendUint32(le.AppendUint32(nil, crc), uint32(size))
}

// level of the deflated members: a tar header takes some 100 bytes at any.
const level = 6

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, level)
	if err != nil {
		panic(err) // the level is ours
	}
	return w
}}

// deflated returns a member with the text.
func deflated(text []byte) []byte {
	var b bytes.Buffer
	b.Write(gzipHeader)
	w := deflaters.Get().(*flate.Writer)
	w.Reset(&b)
	_, _ = w.Write(text) // a bytes.Buffer takes everything
	_ = w.Close()
	deflaters.Put(w)
	b.Write(gzipTrailer(crc32.ChecksumIEEE(text), int64(len(text))))
	return b.Bytes()
}

// A stored block is five bytes, then at most 65,535 of content (RFC 1951, 3.2.4).
const (
	storedHead    = 5
	storedContent = 1<<16 - 1
	storedBlock   = storedHead + storedContent
)

// storing makes stored blocks of content of a known size.
type storing struct {
	content io.Reader
	size    int64
	left    int64
	crc     uint32
	ended   bool // the block that says so was made
}

func newStoring(content io.Reader, size int64) *storing {
	return &storing{content: content, size: size, left: size}
}

// readBlocks makes as many blocks as b has room for, and returns their bytes; io.EOF
// with the last.
func (s *storing) readBlocks(b []byte) (int, error) {
	n := 0
	for !s.ended && len(b)-n >= storedBlock {
		size := min(s.left, storedContent)
		content := b[n+storedHead : n+storedHead+int(size)]
		if _, err := io.ReadFull(s.content, content); err != nil {
			return 0, err
		}
		s.crc = crc32.Update(s.crc, crc32.IEEETable, content)
		s.left -= size
		s.ended = s.left == 0
		b[n] = 0
		if s.ended {
			b[n] = 1
		}
		binary.LittleEndian.PutUint16(b[n+1:], uint16(size))
		binary.LittleEndian.PutUint16(b[n+3:], ^uint16(size))
		n += storedHead + int(size)
	}
	if !s.ended {
		return n, nil
	}
	if _, err := s.content.Read(make([]byte, 1)); err != io.EOF { // the content's own end has checks of its own
		return 0, err
	}
	return n, io.EOF
}

// storedContents calls hash with the content of each block in b.
func storedContents(b []byte, hash func([]byte)) {
	for len(b) > 0 {
		size := int(binary.LittleEndian.Uint16(b[1:]))
		hash(b[storedHead : storedHead+size])
		b = b[storedHead+size:]
	}
}

// trailer ends the member that storing made, checking it against the zip when
// the content is of one.
func (s *storing) trailer(source Source) ([]byte, error) {
	if z, ok := source.(zipped); ok && z.entry.CRC32 != s.crc {
		return nil, report.Finding{Code: zipfile.CodeContent, Severity: report.Error, File: z.of.path,
			Args: report.Args{"Entry": z.entry.Name}, Cause: errors.New("another CRC-32 than the directory says")}
	}
	return gzipTrailer(s.crc, s.size), nil
}
