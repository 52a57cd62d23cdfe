package zipfile

import (
	"bufio"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// Inflate returns the content of an entry from its raw bytes. Its last bytes
// come only when the stream ended where the raw bytes do and size and CRC-32
// are those of the entry; otherwise an error is a Finding with CodeContent.
func Inflate(raw io.Reader, e Entry) io.ReadCloser {
	source := sources.Get().(*bufio.Reader)
	source.Reset(raw)
	c := &content{entry: e, source: source, plain: source, left: e.Size}
	if e.Method == Deflate {
		c.inflater = inflaters.Get().(io.ReadCloser)
		_ = c.inflater.(flate.Resetter).Reset(source, nil) // fails for no reader
		c.plain = c.inflater
	}
	return c
}

// Inflaters take 40 kB each and installers have hundreds of entries.
var (
	inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}
	sources   = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 32<<10) }}
)

type content struct {
	entry    Entry
	source   *bufio.Reader // the raw bytes
	inflater io.ReadCloser // nil when stored
	plain    io.Reader
	left     int64 // bytes that the entry still owes
	crc      uint32
	err      error // what all further reads return
}

func (c *content) Read(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n := 0
	if c.left > 0 {
		n, c.err = c.plain.Read(p[:min(int64(len(p)), c.left)])
		c.crc = crc32.Update(c.crc, crc32.IEEETable, p[:n])
		c.left -= int64(n)
	}
	switch {
	case c.left == 0:
		if err := c.ended(); err != nil {
			c.err = err
			return 0, err
		}
		c.err = io.EOF
	case c.err != nil:
		c.err = c.fault(c.err)
	}
	return n, c.err
}

// ended checks, after the last byte, that it was the last and the right ones.
func (c *content) ended() error {
	if c.err != nil && c.err != io.EOF {
		return c.fault(c.err)
	}
	var more [1]byte
	if _, err := io.ReadFull(c.plain, more[:]); err == nil {
		return c.entry.fault(CodeContent, errors.New("more content than the directory says"))
	} else if err != io.EOF {
		return c.fault(err)
	}
	if _, err := c.source.ReadByte(); err == nil {
		return c.entry.fault(CodeContent, errors.New("more compressed bytes than the stream has"))
	}
	if c.crc != c.entry.CRC32 {
		return c.entry.fault(CodeContent, fmt.Errorf("the CRC-32 is %08x, the directory says %08x", c.crc, c.entry.CRC32))
	}
	return nil
}

// fault names what a reader said: broken content, or a file that cannot be read.
func (c *content) fault(err error) error {
	var corrupt flate.CorruptInputError
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return c.entry.fault(CodeContent, errors.New("less content than the directory says"))
	}
	if errors.As(err, &corrupt) {
		return c.entry.fault(CodeContent, err)
	}
	return c.entry.fault(CodeUnreadable, err)
}

// Close gives the buffers back; the raw bytes' reader is the caller's.
func (c *content) Close() error {
	if c.source == nil {
		return nil
	}
	c.source.Reset(nil)
	sources.Put(c.source)
	if c.inflater != nil {
		inflaters.Put(c.inflater)
	}
	c.source, c.inflater, c.plain, c.err = nil, nil, nil, errClosed
	return nil
}

var errClosed = errors.New("zipfile: read after Close")
