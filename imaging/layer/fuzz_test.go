package layer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"auximage/imaging/layer"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

// FuzzZipToLayer gives any bytes as an installer: they are refused, or make a
// layer that reads as the standard library reads the zip.
func FuzzZipToLayer(f *testing.F) {
	var small bytes.Buffer
	if err := standin.WDTZip(&small, standin.WDTOptions{}); err != nil {
		f.Fatal(err)
	}
	f.Add(small.Bytes())
	f.Add(damaged(small.Bytes()))
	f.Add(small.Bytes()[:small.Len()/2])
	for _, name := range []string{"weblogic-deploy/a.sh", "weblogic-deploy/" + strings.Repeat("é", 120), "../evil", `weblogic-deploy\a`, ""} {
		f.Add(one(f, name, zip.Deflate))
		f.Add(one(f, name, zip.Store))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if bytes.Count(b, []byte("PK\x05\x06")) > 1 {
			return // the standard library takes a mark in a comment for the end
		}
		path := put(t, t.TempDir(), "any.zip", b)
		z, err := zipfile.Open(path, zipfile.Installer)
		if err != nil {
			return
		}
		defer func() { _ = z.Close() }()
		l, err := layer.WDT(z, target)
		if err != nil || l.Hash(context.Background(), nil, nil) != nil {
			return
		}
		got := blob(t, l)
		if want, err := l.Digest(); err != nil || sum(got) != want {
			t.Fatalf("the blob is %s, the digest %s, %v", sum(got), want, err)
		}
		same(t, b, list(t, got))
	})
}

// same compares a layer with the zip it was made of.
func same(t *testing.T, b []byte, got map[string]listed) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatalf("accepted, and the standard library refuses it: %v", err)
	}
	for _, f := range z.File {
		e, ok := got["auxiliary/"+f.Name]
		if !ok {
			t.Fatalf("%q is not in the layer", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil || e.content != string(content) {
			t.Fatalf("%q differs: %v", f.Name, err)
		}
	}
}

// one returns a zip with one entry.
func one(t testing.TB, name string, method uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil && !strings.HasSuffix(name, "/") {
		_, err = io.WriteString(w, strings.Repeat("content ", 100))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
