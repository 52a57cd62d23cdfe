package main

import (
	"archive/tar"
	"bytes"
	"io"
	"os"
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

func TestWithOneNameThatIsNotThereNothingIsTakenOut(t *testing.T) {
	image, out := handMade(t, "model.yaml", "topology: {}\n"), filepath.Join(t.TempDir(), "out")
	got := cli(t, "", "extract", image, out, "model.yaml", "other.yaml")
	if got.code != exitFailed || !strings.Contains(got.stderr, "There is no file other.yaml") || !strings.Contains(got.stderr, "Nothing was taken out.") {
		t.Errorf("got %+v, want the name, and that nothing is taken", got)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("the folder was made")
	}
}

func TestWhatStandsWhereAFileGoesAndIsNoneIsNotAdvisedToBeReplaced(t *testing.T) {
	image, out := handMade(t, "model.yaml", "topology: {}\n"), t.TempDir()
	if err := os.Mkdir(filepath.Join(out, "model.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, force := range [][]string{nil, {"--force"}} {
		got := cli(t, "", append([]string{"extract", image, out}, force...)...)
		if got.code != exitFailed || !strings.Contains(got.stderr, "is not a file that can be replaced") || strings.Contains(got.stderr, "--force") {
			t.Errorf("%q: got %+v", force, got)
		}
	}
}
