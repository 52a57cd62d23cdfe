package layer

import "io"

// Stored is a content that stands in the blob as it is, in stored deflate blocks,
// so that a stretch of it can be had without the rest.
type Stored struct {
	Name   string // the entry's
	Size   int64
	CRC32  uint32
	Offset int64 // of its first block in the blob
}

// Stored returns the contents that stand in the blob as they are; an error before
// Hash. A layer that also has deflated contents has none.
func (l *Layer) Stored() ([]Stored, error) {
	d, err := l.recipe.digests()
	if err != nil {
		return nil, err
	}
	var all []Stored
	var text []byte
	var at int64
	for _, e := range l.recipe.entries {
		header, err := encode(e.Header)
		if err != nil {
			return nil, badName(e.Header.Name, err)
		}
		text = append(text, header...)
		switch s := e.Source.(type) {
		case nil:
		case memory:
			text = append(text, s...)
		case whole:
			if s.deflated || len(all) == len(d.Stored) {
				return nil, nil
			}
			at += int64(len(deflated(text)) + len(gzipHeader))
			text = nil
			all = append(all, Stored{Name: e.Header.Name, Size: s.size(), CRC32: d.Stored[len(all)], Offset: at})
			at += storedSize(s.size()) + int64(len(gzipTrailer(0, 0)))
		default:
			return nil, nil
		}
		text = append(text, ending[:padding(e.Header.Size)]...)
		if len(text) >= textMax {
			at += int64(len(deflated(text)))
			text = nil
		}
	}
	return all, nil
}

// storedSize returns the bytes of the stored blocks of a content.
func storedSize(size int64) int64 {
	blocks := max(1, (size+storedContent-1)/storedContent)
	return size + blocks*storedHead
}

// ReadStored reads a stretch of a stored content of a size, whose first block is at
// an offset of the blob, with part, which reads a stretch of the blob. It fails with
// io.ErrUnexpectedEOF where what it reads are no such blocks.
func ReadStored(p []byte, from, size, offset int64, part func(from, size int64) ([]byte, error)) error {
	if len(p) == 0 {
		return nil
	}
	first, last := from/storedContent, (from+int64(len(p))-1)/storedContent
	begin := offset + first*storedBlock
	end := min(offset+(last+1)*storedBlock, offset+storedSize(size))
	blocks, err := part(begin, end-begin)
	if err != nil {
		return err
	}
	skip := int(from - first*storedContent)
	for len(p) > 0 {
		if len(blocks) < storedHead {
			return io.ErrUnexpectedEOF
		}
		length := int(blocks[1]) | int(blocks[2])<<8
		if ^length&(1<<16-1) != int(blocks[3])|int(blocks[4])<<8 || len(blocks) < storedHead+length || length < skip {
			return io.ErrUnexpectedEOF
		}
		n := copy(p, blocks[storedHead+skip:storedHead+length])
		p, blocks, skip = p[n:], blocks[storedHead+length:], 0
		if n == 0 && len(p) > 0 {
			return io.ErrUnexpectedEOF
		}
	}
	return nil
}
