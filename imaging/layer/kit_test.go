package layer_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

var target = layer.Target{Home: "/auxiliary", UID: 1000, MediaType: types.OCILayer}

func put(t testing.TB, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// installer writes a stand-in installer and returns its path.
func installer(t testing.TB, o standin.WDTOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := standin.WDTZip(&b, o); err != nil {
		t.Fatal(err)
	}
	return put(t, t.TempDir(), "weblogic-deploy.zip", b.Bytes())
}

func wdt(t testing.TB, path string, in layer.Target) *layer.Layer {
	t.Helper()
	z, err := zipfile.Open(path, zipfile.Installer)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	l, err := layer.WDT(z, in)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// noise returns n bytes that do not compress.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

func archives(t testing.TB, files ...input.File) *layer.Layer {
	t.Helper()
	in := target
	in.Home = "/auxiliary/models"
	l, err := layer.Archives(files, in)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func models(t testing.TB, files ...input.File) *layer.Layer {
	t.Helper()
	in := target
	in.Home = "/auxiliary/models"
	var contents []layer.Content
	for _, f := range files {
		source, err := layer.Deflated(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		contents = append(contents, layer.Content{Name: f.InImage(), Source: source})
	}
	l, err := layer.Flat(layer.ModelsName, contents, in)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func hashed(t testing.TB, l *layer.Layer) *layer.Layer {
	t.Helper()
	if err := l.Hash(context.Background(), nil, nil); err != nil {
		t.Fatal(err)
	}
	return l
}

func digest(t testing.TB, l *layer.Layer) v1.Hash {
	t.Helper()
	d, err := hashed(t, l).Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func blob(t testing.TB, l *layer.Layer) []byte {
	t.Helper()
	r, err := hashed(t, l).Compressed()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// listed is an entry as a tar reader sees it.
type listed struct {
	header  tar.Header
	content string
}

// list reads a blob with the readers of the standard library.
func list(t testing.TB, b []byte) map[string]listed {
	t.Helper()
	plain, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]listed{}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[h.Name] = listed{*h, string(content)}
	}
	if _, err := io.Copy(io.Discard, plain); err != nil {
		t.Fatal(err)
	}
	return all
}
