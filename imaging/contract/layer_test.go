package contract_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"auximage/imaging/contract"
)

// counted is a layer that counts how often it was read.
type counted struct {
	v1.Layer
	reads int
}

func (c *counted) Uncompressed() (io.ReadCloser, error) {
	c.reads++
	return c.Layer.Uncompressed()
}

func layerOf(t testing.TB, content []byte) *counted {
	t.Helper()
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil })
	if err != nil {
		t.Fatal(err)
	}
	return &counted{Layer: layer}
}

func TestABaseIsStreamedOnceForAll(t *testing.T) {
	cache := t.TempDir()
	base := layerOf(t, tarOf(t, busyBox(t)))
	check := func() {
		t.Helper()
		streamed, err := contract.FromLayer(t.Context(), base, cache)
		if err != nil {
			t.Fatal(err)
		}
		i := image(t, nil, content())
		i.Layers[0] = streamed
		for _, f := range contract.Check(t.Context(), i) {
			t.Errorf("%v", f)
		}
	}
	check()
	check()
	if base.reads != 1 {
		t.Errorf("read %d times", base.reads)
	}

	kept, err := filepath.Glob(filepath.Join(cache, "contract", "*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	for _, damaged := range []string{"", "{", `{"format":1,"digest":"sha256:other","entries":[]}`, `{"format":0}`} {
		if err := os.WriteFile(kept[0], []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		base.reads = 0
		if check(); base.reads != 1 {
			t.Errorf("%q was trusted", damaged)
		}
	}
}

func TestWithoutACacheNothingIsKept(t *testing.T) {
	base := layerOf(t, tarOf(t, files{"/a": {mode: 0o644}}))
	for range 2 {
		if _, err := contract.FromLayer(t.Context(), base, ""); err != nil {
			t.Fatal(err)
		}
	}
	if base.reads != 2 {
		t.Errorf("read %d times", base.reads)
	}
}

func TestALayerThatCannotBeReadIsAnError(t *testing.T) {
	whole := tarOf(t, busyBox(t))
	cache := t.TempDir()
	if _, err := contract.FromLayer(t.Context(), layerOf(t, whole[:len(whole)/2]), cache); err == nil {
		t.Error("half a layer was taken for a whole one")
	}
	if kept, _ := filepath.Glob(filepath.Join(cache, "contract", "*")); len(kept) > 0 {
		t.Errorf("kept %v", kept)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := contract.FromLayer(ctx, layerOf(t, whole), cache); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled stream gave %v", err)
	}
}

func BenchmarkCheck(b *testing.B) {
	i := image(b, busyBox(b), content())
	for b.Loop() {
		contract.Check(b.Context(), i)
	}
}

func TestHasFollowsLinksAndWhiteouts(t *testing.T) {
	has := contract.TreeOf([]contract.Layer{
		files{"/usr/bin/sh": {mode: 0o755}, "/bin": {link: "usr/bin"}, "/a": {link: "b"}, "/b": {link: "a"}, "/gone": {mode: 0o644}}.layer(),
		files{"/.wh.gone": {}, "/u01/wdt": {link: "/auxiliary"}}.layer(),
	}).Has
	for name, want := range map[string]bool{
		"/bin/sh": true, "/usr/bin": true, "/u01": true, "/bin/../bin/sh": true,
		"/u01/wdt": false, "/a": false, "/gone": false, "/bin/sh/x": false, "/nothing": false,
	} {
		if has(name) != want {
			t.Errorf("Has(%q) is %v", name, !want)
		}
	}
}
