package main

import (
	"archive/tar"
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// handMade writes an image with one file of the model home into a folder.
func handMade(t *testing.T, name, text string) string {
	t.Helper()
	var blob bytes.Buffer
	w := tar.NewWriter(&blob)
	if err := w.WriteHeader(&tar.Header{Name: "auxiliary/models/" + name, Mode: 0o644, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(blob.Bytes())), nil })
	if err != nil {
		t.Fatal(err)
	}
	image, err := mutate.AppendLayers(empty.Image, layer)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "layout")
	if _, err := layout.Write(dir, mutate.AppendManifests(empty.Index, mutate.IndexAddendum{Add: image})); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestWhereNothingIsTakenOutTheFilesThatAreThereAreNamed(t *testing.T) {
	got := cli(t, "", "extract", handMade(t, "my model.yaml", "topology: {}\n"), filepath.Join(t.TempDir(), "out"))
	if got.code != 1 || !strings.Contains(got.stderr, "my model.yaml") || !strings.Contains(got.stderr, "holds no model") {
		t.Errorf("got %+v, want that none is taken, and the name of the one that is there", got)
	}
}
