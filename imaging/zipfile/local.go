package zipfile

import (
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
