package zipfile_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"auximage/imaging/zipfile"
)

// entry is one entry of a zip to be made.
type entry struct {
	name   string
	data   string
	mode   fs.FileMode
	method uint16
	flags  uint16
}

func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: e.method, Flags: e.flags}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// patched returns b with the 16-bit value at an offset behind each mark or'ed.
func patched(b []byte, mark string, offset int, value uint16) []byte {
	b = bytes.Clone(b)
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte(mark))
		if i < 0 {
			return b
		}
		at += i + offset
		binary.LittleEndian.PutUint16(b[at:], binary.LittleEndian.Uint16(b[at:])|value)
	}
}

const (
	local   = "PK\x03\x04"
	central = "PK\x01\x02"
	end     = "PK\x05\x06"

	descriptor = "PK\x07\x08"
)

func write(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "some.zip")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t testing.TB, b []byte, limits zipfile.Limits) *zipfile.File {
	t.Helper()
	f, err := zipfile.Open(write(t, b), limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func read(f *zipfile.File, name string) (string, error) {
	e, ok := f.Entry(name)
	if !ok {
		return "", fs.ErrNotExist
	}
	r, err := f.Open(e)
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(r)
	return string(b), err
}
