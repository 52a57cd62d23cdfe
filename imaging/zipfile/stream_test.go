package zipfile_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/zipfile"
)

// Of each damage to a byte, a stream shows what reading entry by entry shows.
func TestAStreamShowsEveryDamageThatReadingTheEntriesShows(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, method := range map[string]uint16{"a/": zip.Store, "a/deflated": zip.Deflate, "a/stored": zip.Store, "b/empty": zip.Deflate} {
		e, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "/") && name != "b/empty" {
			_, _ = e.Write([]byte("some words of " + name)) // a bytes.Buffer takes everything
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "archive.zip")
	shown := 0
	for at := -1; at < b.Len(); at++ {
		content := bytes.Clone(b.Bytes())
		if at >= 0 {
			content[at] ^= 0x20
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := zipfile.Open(path, zipfile.Archive)
		if err != nil {
			continue
		}
		one, other := f.Verify(t.Context(), nil), f.VerifyStream(bytes.NewReader(content))
		if one != nil && other == nil || at < 0 && other != nil {
			t.Errorf("byte %d: entry by entry %v, as a stream %v", at, one, other)
		}
		if one != nil {
			shown++
		}
		_ = f.Close()
	}
	if shown == 0 {
		t.Error("no damage was shown")
	}
}
