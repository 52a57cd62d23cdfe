package zipfile

import (
	"bytes"
	"encoding/binary"
	"io"
)

// locate compares an entry's local header with the directory and returns where
// the entry's bytes begin. A zip that says one thing here and another there
// shows different content to different readers.
func (f *File) locate(e Entry) (int64, error) {
	h := make([]byte, localSize+len(e.Name))
	if _, err := f.file.ReadAt(h, e.offset); err != nil && err != io.EOF {
		return 0, e.fault(CodeUnreadable, err)
	}
	le := binary.LittleEndian
	flags, extra := le.Uint16(h[6:]), int(le.Uint16(h[28:]))
	if string(h[:4]) != localMark || le.Uint16(h[8:]) != e.Method || flags&encrypted != 0 || string(h[localSize:]) != e.Name ||
		int(le.Uint16(h[26:])) != len(e.Name) {
		return 0, e.fault(CodeDamaged, errLocal)
	}
	offset := e.offset + int64(len(h)+extra)
	if offset+e.Compressed > e.end {
		return 0, e.fault(CodeDamaged, errLocal)
	}
	if (flags|e.flags)&described != 0 && !e.Dir && !f.describes(e, offset+e.Compressed) {
		return 0, e.fault(CodeDamaged, errLocal)
	}
	if flags&described != 0 {
		return offset, nil
	}
	sizes := []uint64{uint64(le.Uint32(h[22:])), uint64(le.Uint32(h[18:]))}
	if max(sizes[0], sizes[1]) == 1<<32-1 {
		field := make([]byte, extra)
		if _, err := f.file.ReadAt(field, e.offset+int64(len(h))); err != nil {
			return 0, e.fault(CodeUnreadable, err)
		}
		if !widen(sizes, field) {
			return 0, e.fault(CodeDamaged, errLocal)
		}
	}
	if le.Uint32(h[14:]) != e.CRC32 || sizes[0] != uint64(e.Size) || sizes[1] != uint64(e.Compressed) {
		return 0, e.fault(CodeDamaged, errLocal)
	}
	return offset, nil
}

// describes tells whether what stands behind an entry's bytes agrees with the
// directory: CRC-32 and sizes of four or, with zip64, of eight bytes.
func (f *File) describes(e Entry, at int64) bool {
	b := make([]byte, len(descriptorMark)+4+8+8)
	n, _ := f.file.ReadAt(b, at)
	b = b[:n]
	le := binary.LittleEndian
	crc := le.AppendUint32(nil, e.CRC32)
	short := le.AppendUint32(le.AppendUint32(crc[:4:4], uint32(e.Compressed)), uint32(e.Size))
	long := le.AppendUint64(le.AppendUint64(crc[:4:4], uint64(e.Compressed)), uint64(e.Size))
	for _, d := range [][]byte{b, bytes.TrimPrefix(b, []byte(descriptorMark))} { // the mark is optional
		if bytes.HasPrefix(d, short) || bytes.HasPrefix(d, long) {
			return true
		}
	}
	return false
}
