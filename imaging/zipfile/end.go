package zipfile

import (
	"bytes"
	"encoding/binary"
	"io"
)

// findDirectory finds the record that ends the zip and what it points to: the
// last one or, since the comment behind it can hold anything, one whose comment
// reaches to the end.
func (f *File) findDirectory() (directory, error) {
	size := f.size
	tail := make([]byte, min(size, endSize+maxComment))
	start := size - int64(len(tail))
	if _, err := f.file.ReadAt(tail, start); err != nil && err != io.EOF {
		return directory{}, f.fault(CodeUnreadable, err, nil)
	}
	seen := false
	for end := len(tail); ; {
		at := bytes.LastIndex(tail[:end], []byte(endMark))
		if at < 0 {
			break
		}
		if at+endSize <= len(tail) {
			comment := len(tail) - at - endSize
			whole := !seen || int(binary.LittleEndian.Uint16(tail[at+endSize-2:])) == comment
			if dir, ok := f.directoryAt(tail[at:at+endSize], start+int64(at)); ok && whole {
				return dir, nil
			}
			seen = true
		}
		end = at + len(endMark) - 1
	}
	code := f.kind()
	if seen && code == CodeCut {
		code = CodeDamaged
	}
	return directory{}, f.fault(code, nil, nil)
}

// directoryAt reads the end record found at an offset; false when it is none.
func (f *File) directoryAt(record []byte, at int64) (directory, bool) {
	le := binary.LittleEndian
	if at+endSize+int64(le.Uint16(record[20:])) > f.size {
		return directory{}, false
	}
	records, size, offset := uint64(le.Uint16(record[10:])), uint64(le.Uint32(record[12:])), uint64(le.Uint32(record[16:]))
	oneDisk := le.Uint16(record[4:]) == le.Uint16(record[6:]) && le.Uint16(record[8:]) == le.Uint16(record[10:])
	if records == 1<<16-1 || offset == 1<<32-1 { // otherwise who reads zip64 all the same would read another zip
		if wide, wideAt := f.end64(at); wide != nil {
			at = wideAt
			oneDisk = le.Uint32(wide[16:]) == 0 && le.Uint32(wide[20:]) == 0 && le.Uint64(wide[24:]) == le.Uint64(wide[32:])
			records, size, offset = le.Uint64(wide[32:]), le.Uint64(wide[40:]), le.Uint64(wide[48:])
		}
	}
	if !oneDisk || size > uint64(at) || offset > uint64(at)-size {
		return directory{}, false
	}
	dir := directory{records: records, size: int64(size), offset: at - int64(size)}
	dir.base = dir.offset - int64(offset)
	if dir.base > 0 && !f.marked(centralMark, dir.offset) && f.marked(centralMark, int64(offset)) {
		dir.offset, dir.base = int64(offset), 0 // something stands between the directory and its end
	}
	return dir, f.marked(centralMark, dir.offset) != (records == 0 && size == 0)
}

// end64 returns the zip64 record that belongs to the end record at an offset,
// and where it is; nil when there is none.
func (f *File) end64(end int64) ([]byte, int64) {
	var locator [locator64Size]byte
	if end < locator64Size || !f.marked(locator64Mark, end-locator64Size) {
		return nil, 0
	}
	if _, err := f.file.ReadAt(locator[:], end-locator64Size); err != nil {
		return nil, 0
	}
	le := binary.LittleEndian
	if disk, disks := le.Uint32(locator[4:]), le.Uint32(locator[16:]); disk != 0 || disks != 1 {
		return nil, 0
	}
	at := int64(le.Uint64(locator[8:]) & (1<<62 - 1))
	record := make([]byte, end64Size)
	if at > end-locator64Size-end64Size || !f.marked(end64Mark, at) {
		return nil, 0
	}
	if _, err := f.file.ReadAt(record, at); err != nil {
		return nil, 0
	}
	return record, at
}

// marked tells whether a record's mark stands at an offset.
func (f *File) marked(mark string, at int64) bool {
	var b [4]byte
	_, err := f.file.ReadAt(b[:], at)
	return err == nil && string(b[:]) == mark
}
