package layer

import (
	"bytes"
	"hash/crc32"
	"io"
	"iter"
	"os"

	"auximage/imaging/zipfile"
)

// pass is one reading of all sources of a recipe, in order.
type pass struct {
	recipe  *recipe
	files   map[*file]*reading
	ordered []*reading
}

// reading is a file during a pass.
type reading struct {
	*os.File
	of    *file
	crc   uint32  // of what was read so far
	want  *uint32 // of all that is read, when that is known
	spans int     // entries that have not been read yet
}

// newPass opens the files, if they are what they were. With sums, the CRC-32 of
// what an earlier pass read of each, a file that now reads otherwise fails.
func newPass(r *recipe, sums []uint32) (*pass, error) {
	p := &pass{recipe: r, files: map[*file]*reading{}}
	for i, f := range r.files {
		open, err := f.open()
		if err != nil {
			p.close()
			return nil, err
		}
		reading := &reading{File: open, of: f}
		if sums != nil {
			reading.want = &sums[i]
		}
		p.files[f] = reading
		p.ordered = append(p.ordered, reading)
	}
	for _, e := range r.entries {
		if f := e.file(); f != nil {
			p.files[f].spans++
		}
	}
	return p, nil
}

func (p *pass) close() {
	for _, r := range p.ordered {
		_ = r.Close()
	}
}

// sums returns the CRC-32 of what was read of each file.
func (p *pass) sums() []uint32 {
	sums := make([]uint32, len(p.ordered))
	for i, r := range p.ordered {
		sums[i] = r.crc
	}
	return sums
}

// member is one gzip member to be: text to be deflated, or the bytes of a
// source as they are in its file.
type member struct {
	text   []byte
	source Source // nil for text
	bytes  io.Reader
}

// raw tells whether the bytes are a deflate stream, and returns the entry.
func (m member) raw() (zipped, bool) {
	z, ok := m.source.(zipped)
	return z, ok && z.entry.Method == zipfile.Deflate
}

// textMax is the most text that goes into one member, so that memory stays flat.
const textMax = 1 << 18

// members returns the members of the blob. The bytes of each must be read to
// their end before the next is asked for.
func (p *pass) members() iter.Seq2[member, error] {
	return func(yield func(member, error) bool) {
		var text []byte
		for _, e := range p.recipe.entries {
			header, err := encode(e.Header)
			if err != nil {
				yield(member{}, badName(e.Header.Name, err))
				return
			}
			text = append(text, header...)
			if e.Source != nil {
				var ok bool
				if text, ok = p.content(e.Source, text, yield); !ok {
					return
				}
			}
			text = append(text, ending[:padding(e.Header.Size)]...)
			if len(text) >= textMax {
				if !yield(member{text: text}, nil) {
					return
				}
				text = nil
			}
		}
		yield(member{text: append(text, ending...)}, nil)
	}
}

// content adds a source to the text, or yields the text and a member of its
// own for the source; it returns the text that is left. False ends the pass.
func (p *pass) content(s Source, text []byte, yield func(member, error) bool) ([]byte, bool) {
	var plain io.Reader
	switch s := s.(type) {
	case memory:
		return append(text, s...), true
	case held:
		return p.text(bytes.NewReader(s), s.size(), text, yield)
	case whole:
		plain = p.span(s.of, 0, s.size())
		if s.deflated {
			return p.text(plain, s.size(), text, yield)
		}
	case zipped:
		plain = p.span(s.of, s.offset, s.entry.Compressed)
	}
	return nil, yield(member{text: text}, nil) && yield(member{source: s, bytes: plain}, nil)
}

// text adds a file's text, a member at a time.
func (p *pass) text(plain io.Reader, size int64, text []byte, yield func(member, error) bool) ([]byte, bool) {
	for {
		part := make([]byte, min(size, textMax))
		n, err := io.ReadFull(plain, part)
		size -= int64(n)
		text = append(text, part[:n]...)
		if err == nil && size == 0 {
			_, err = plain.Read(make([]byte, 1)) // its end has checks of its own
		}
		if err == io.EOF {
			return text, true
		}
		if err != nil {
			return nil, yield(member{}, err) && false
		}
		if len(text) >= textMax {
			if !yield(member{text: text}, nil) {
				return nil, false
			}
			text = nil
		}
	}
}

// span returns a stretch of a file, read as part of the pass.
func (p *pass) span(f *file, offset, size int64) io.Reader {
	r := p.files[f]
	return &span{reading: r, section: io.NewSectionReader(r.File, offset, size), left: size}
}

type span struct {
	reading *reading
	section *io.SectionReader
	left    int64
	err     error // what all further reads return
}

func (s *span) Read(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.section.Read(b)
	s.reading.crc = crc32.Update(s.reading.crc, crc32.IEEETable, b[:n])
	s.left -= int64(n)
	switch {
	case s.left == 0:
		if s.err = s.reading.ended(); s.err != nil {
			return 0, s.err
		}
		s.err = io.EOF
		if n == 0 {
			return 0, io.EOF
		}
		return n, nil
	case err == io.EOF:
		s.err = changed(s.reading.of.path, io.ErrUnexpectedEOF)
		return 0, s.err
	case err != nil:
		s.err = unreadable(s.reading.of.path, err)
		return 0, s.err
	}
	return n, nil
}

// ended is called at the end of each span; at the last one it checks that the
// file is still what it was.
func (r *reading) ended() error {
	if r.spans--; r.spans > 0 {
		return nil
	}
	if r.want != nil && *r.want != r.crc {
		return changed(r.of.path, nil)
	}
	return r.of.verify(r.File)
}
