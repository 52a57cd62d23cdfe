package layer_test

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// archive writes a zip of two entries, one deflated and one stored.
func archive(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range []*zip.FileHeader{
		{Name: "wlsdeploy/applications/deflated.war", Method: zip.Deflate},
		{Name: "wlsdeploy/applications/stored.war", Method: zip.Store},
	} {
		e, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write(bytes.Repeat([]byte("what is said twice deflates well, "), 40_000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnArchiveIsCheckedAsItIsHashed(t *testing.T) {
	path := put(t, t.TempDir(), "archive.zip", archive(t))
	hash := func() error { return archives(t, input.File{Path: path}).Hash(t.Context(), nil, nil) }
	if err := hash(); err != nil {
		t.Fatal(err)
	}
	good, err := zipfile.Open(path, zipfile.Archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = good.Close() }()
	for _, e := range good.Entries {
		at, err := good.Offset(e)
		if err != nil {
			t.Fatal(err)
		}
		damaged := archive(t)
		damaged[at+e.Compressed/2] ^= 0x10
		put(t, filepath.Dir(path), "archive.zip", damaged)
		if f, _ := report.Of(hash()); f.Code != zipfile.CodeContent || f.Args["Entry"] != e.Name {
			t.Errorf("%s damaged: %v", e.Name, f)
		}
	}
}
