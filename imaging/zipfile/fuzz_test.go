package zipfile_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"auximage/imaging/zipfile"
)

// FuzzOpen gives any bytes as a zip: what opens and can be read is what the
// standard library reads too.
func FuzzOpen(f *testing.F) {
	f.Add(zipped(f, entry{name: "a/"}, entry{name: "a/b", data: "stored"}, entry{name: "c", data: "deflated", method: zip.Deflate}))
	f.Add(zipped(f, entry{name: "../evil"}, entry{name: `b\c`}, entry{name: "C:/x"}))
	f.Add(zip64(f))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		z, err := zipfile.Open(write(t, b), zipfile.Installer)
		if err != nil {
			return
		}
		defer func() { _ = z.Close() }()
		if bytes.Count(b, []byte("PK\x05\x06")) > 1 {
			return // the standard library takes a mark in a comment for the end
		}
		other, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil || len(other.File) != len(z.Entries) {
			t.Fatalf("%d entries; the standard library: %v", len(z.Entries), err)
		}
		for i, e := range z.Entries {
			got, err := read(z, e.Name)
			if err != nil || e.Dir {
				continue
			}
			r, err := other.File[i].Open()
			if err != nil {
				t.Fatal(err)
			}
			want, err := io.ReadAll(r)
			if err != nil || string(want) != got || other.File[i].Name != e.Name {
				t.Fatalf("%q differs: %v", e.Name, err)
			}
		}
	})
}
