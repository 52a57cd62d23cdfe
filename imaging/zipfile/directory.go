package zipfile

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"slices"

	"auximage/imaging/report"
)

// Sizes and marks of the records, from PKWARE's APPNOTE.TXT 6.3.10.
const (
	localSize     = 30
	centralSize   = 46
	endSize       = 22
	end64Size     = 56
	locator64Size = 20
	maxComment    = 1<<16 - 1

	localMark      = "PK\x03\x04"
	centralMark    = "PK\x01\x02"
	descriptorMark = "PK\x07\x08"
	endMark        = "PK\x05\x06"
	end64Mark      = "PK\x06\x06"
	locator64Mark  = "PK\x06\x07"
)

var (
	errDirectory = errors.New("the directory contradicts itself")
	errLocal     = errors.New("the local header contradicts the directory")
)

// directory says where the central directory is.
type directory struct {
	records      uint64
	offset, size int64 // in the file
	base         int64 // what stands before the zip, as in a program that unpacks itself
}

// readDirectory takes in the entries, each checked by itself.
func (f *File) readDirectory() error {
	dir, err := f.findDirectory()
	if err != nil {
		return err
	}
	if f.limits.Strict && dir.base != 0 { // a download begins with its first entry
		return f.fault(CodeNotAZip, errors.New("something stands before the zip"), nil)
	}
	if dir.records > uint64(f.limits.Entries) {
		return f.fault(CodeTooManyEntries, nil, report.Args{"Limit": f.limits.Entries})
	}
	f.Entries = make([]Entry, 0, min(dir.records, uint64(dir.size)/centralSize))
	r := bufio.NewReaderSize(io.NewSectionReader(f.file, dir.offset, dir.size), 64<<10)
	var total int64
	for {
		e, err := f.readEntry(r, dir)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if len(f.Entries) == f.limits.Entries {
			return f.fault(CodeTooManyEntries, nil, report.Args{"Limit": f.limits.Entries})
		}
		f.Entries = append(f.Entries, e)
		total += min(e.Size, 1<<62-total)
		if f.limits.Size > 0 && total > f.limits.Size {
			return f.fault(CodeTooLarge, nil, report.Args{"Limit": f.limits.Size})
		}
	}
	if uint16(len(f.Entries)) != uint16(dir.records) { // writers without zip64 count modulo 65,536
		return f.fault(CodeDamaged, errDirectory, nil)
	}
	return nil
}

// readEntry reads one header of the directory; io.EOF after the last.
func (f *File) readEntry(r *bufio.Reader, dir directory) (Entry, error) {
	var h [centralSize]byte
	if _, err := io.ReadFull(r, h[:]); err == io.EOF {
		return Entry{}, io.EOF
	} else if err != nil || string(h[:4]) != centralMark {
		return Entry{}, f.broken(err)
	}
	le := binary.LittleEndian
	nameLength, extraLength, commentLength := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int(le.Uint16(h[32:]))
	variable := make([]byte, nameLength+extraLength)
	if _, err := io.ReadFull(r, variable); err != nil {
		return Entry{}, f.broken(err)
	}
	if _, err := r.Discard(commentLength); err != nil {
		return Entry{}, f.broken(err)
	}
	e := Entry{path: f.Path, end: dir.offset, Name: string(variable[:nameLength]), Method: le.Uint16(h[10:]), flags: le.Uint16(h[8:]), CRC32: le.Uint32(h[16:])}
	sizes := []uint64{uint64(le.Uint32(h[24:])), uint64(le.Uint32(h[20:])), uint64(le.Uint32(h[42:]))}
	if !widen(sizes, variable[nameLength:]) {
		return e, e.fault(CodeDamaged, errDirectory)
	}
	e.Size, e.Compressed, e.offset = int64(sizes[0]), int64(sizes[1]), int64(sizes[2])+dir.base
	e.setMode(h[5], le.Uint32(h[38:]))
	return e, e.check(f.limits.Strict)
}

// check refuses an entry for what it is by itself.
func (e *Entry) check(strict bool) error {
	if code := checkName(e.Name, strict); code != "" {
		return e.fault(code, nil)
	}
	switch kind := e.Mode.Type(); {
	case kind == fs.ModeSymlink:
		return e.fault(CodeLink, nil)
	case kind != 0 && kind != fs.ModeDir, kind == fs.ModeDir != e.Dir:
		return e.fault(CodeSpecial, nil)
	case e.flags&(encrypted|strongEncrypted|hiddenHeaders) != 0:
		return e.fault(CodeEncrypted, nil)
	case e.Method != Store && e.Method != Deflate:
		return report.Finding{Code: CodeMethod, Severity: report.Error, File: e.path,
			Args: report.Args{"Entry": printable(e.Name), "Method": e.Method}}
	case e.Method == Store && e.Size != e.Compressed, e.Dir && e.Size != 0:
		return e.fault(CodeDamaged, errDirectory)
	case e.offset+localSize+int64(len(e.Name))+e.Compressed > e.end:
		return e.fault(CodeDamaged, errDirectory)
	}
	return nil
}

// The bits of a header's flags that matter here.
const (
	encrypted       = 1 << 0
	described       = 1 << 3 // sizes and CRC-32 stand behind the content, not in the local header
	strongEncrypted = 1 << 6
	hiddenHeaders   = 1 << 13
)

// widen replaces the values that say "see the zip64 field" by those there. It
// returns false when one is missing or too large to add to another.
func widen(values []uint64, extra []byte) bool {
	wide := find64(extra)
	for i, v := range values {
		if v == 1<<32-1 && wide != nil {
			if len(wide) < 8 {
				return false
			}
			values[i], wide = binary.LittleEndian.Uint64(wide), wide[8:]
		}
		if values[i] > 1<<60 {
			return false
		}
	}
	return true
}

// find64 returns the zip64 field of a header's extra fields, nil for none.
func find64(extra []byte) []byte {
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if size > len(extra)-4 {
			return nil
		}
		if id == 1 {
			return extra[4 : 4+size : 4+size]
		}
		extra = extra[4+size:]
	}
	return nil
}

// setMode takes type and permissions from the external attributes. The upper
// half is Unix's whoever wrote it: a link is one on the system that honours it.
func (e *Entry) setMode(system byte, attributes uint32) {
	e.Dir = e.Name != "" && e.Name[len(e.Name)-1] == '/'
	const unix, macOS = 3, 19
	unixMode := attributes >> 16
	if system == unix || system == macOS {
		e.Mode = fs.FileMode(unixMode & 0o777)
	}
	switch unixMode & 0o170000 {
	case 0o120000:
		e.Mode |= fs.ModeSymlink
	case 0o040000:
		e.Mode |= fs.ModeDir
	case 0, 0o100000:
		if e.Dir {
			e.Mode |= fs.ModeDir
		}
	default:
		e.Mode |= fs.ModeIrregular
	}
}

// checkOverlaps refuses entries that share bytes, as bombs do, and learns where
// each ends.
func (f *File) checkOverlaps() error {
	order := make([]int, len(f.Entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(f.Entries[a].offset, f.Entries[b].offset) })
	for i, at := range order {
		e := &f.Entries[at]
		if i+1 < len(order) {
			e.end = f.Entries[order[i+1]].offset
		}
		if e.offset+localSize+int64(len(e.Name))+e.Compressed > e.end {
			return e.fault(CodeDamaged, errors.New("two entries share bytes"))
		}
	}
	return nil
}

// broken names a directory that cannot be read.
func (f *File) broken(err error) error {
	if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF {
		return f.fault(CodeDamaged, errDirectory, nil)
	}
	return f.fault(CodeUnreadable, err, nil)
}

// kind names what a file is that has no end of a zip.
func (f *File) kind() report.Code {
	start := make([]byte, 512)
	n, _ := f.file.ReadAt(start, 0)
	start = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(start[:n], []byte("\xef\xbb\xbf"))))
	switch {
	case bytes.HasPrefix(start, []byte("pk\x03\x04")):
		return CodeCut
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return CodeWebPage
	}
	return CodeNotAZip
}
