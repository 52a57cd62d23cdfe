package layer

import (
	"bytes"
	"io"
	"iter"
	"os"
)

// blob is a pass as the bytes of the layer.
type blob struct {
	pass    *pass
	next    func() (member, error, bool)
	stop    func()
	current io.Reader // of the member at hand
	buffer  []byte    // for stored blocks, made when there are some
	err     error     // what all further reads return
}

func newBlob(r *recipe, sums []uint32) (*blob, error) {
	p, err := newPass(r, sums)
	if err != nil {
		return nil, err
	}
	b := &blob{pass: p, current: bytes.NewReader(nil)}
	b.next, b.stop = iter.Pull2(p.members())
	return b, nil
}

func (b *blob) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for b.err == nil {
		n, err := b.current.Read(p)
		if err == io.EOF {
			err = b.advance()
		}
		b.err = err
		if n > 0 {
			return n, nil
		}
	}
	return 0, b.err
}

// advance goes on to the next member; io.EOF after the last.
func (b *blob) advance() error {
	m, err, ok := b.next()
	if !ok {
		return io.EOF
	}
	if err != nil {
		return err
	}
	if m.source == nil {
		b.current = bytes.NewReader(deflated(m.text))
		return nil
	}
	if z, ok := m.raw(); ok {
		b.current = io.MultiReader(bytes.NewReader(gzipHeader), m.bytes, bytes.NewReader(gzipTrailer(z.entry.CRC32, z.entry.Size)))
		return nil
	}
	if b.buffer == nil {
		b.buffer = make([]byte, storedBlock)
	}
	b.current = io.MultiReader(bytes.NewReader(gzipHeader), &storedReader{storing: newStoring(m.bytes, m.source.size()), source: m.source, buffer: b.buffer})
	return nil
}

// storedReader reads stored blocks and the trailer of their member.
type storedReader struct {
	*storing
	source       Source
	buffer       []byte
	ready        []byte // of the buffer, or the trailer
	blocksEnded  bool
	trailerEnded bool
}

func (s *storedReader) Read(p []byte) (int, error) {
	if len(s.ready) == 0 {
		if err := s.more(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.ready)
	s.ready = s.ready[n:]
	return n, nil
}

func (s *storedReader) more() (err error) {
	switch {
	case s.trailerEnded:
		return io.EOF
	case s.blocksEnded:
		s.trailerEnded = true
		s.ready, err = s.trailer(s.source)
		return err
	}
	n, err := s.readBlocks(s.buffer)
	s.ready = s.buffer[:n]
	if err == io.EOF {
		s.blocksEnded = true
		err = nil
	}
	return err
}

// Close closes the files that are open.
func (b *blob) Close() error {
	if b.err != os.ErrClosed {
		b.err = os.ErrClosed
		b.stop()
		b.pass.close()
	}
	return nil
}
