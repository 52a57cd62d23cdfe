package layer_test

import (
	"archive/tar"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/report"
	"auximage/imaging/wdt/standin"
)

func openCache(t testing.TB) (*layer.Cache, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "cache")
	c, err := layer.OpenCache(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c, dir
}

// settled is a file that was last written long ago. Its inode's time cannot be
// set back, so it is one that the system brought.
func settled(t testing.TB) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		return filepath.Join(os.Getenv("SystemRoot"), "System32", "kernel32.dll")
	}
	path, err := exec.LookPath("busybox")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// read hashes a layer and tells whether its files were read for it.
func read(t testing.TB, l *layer.Layer, c *layer.Cache) bool {
	t.Helper()
	facts := 0
	if err := l.Hash(context.Background(), c, func(p report.Progress) {
		if p.State != report.Finished {
			facts++
		}
	}); err != nil {
		t.Fatal(err)
	}
	return facts > 0
}

func TestAnUnchangedFileIsNotReadAgain(t *testing.T) {
	path := settled(t)
	c, dir := openCache(t)
	layerOf := func() *layer.Layer { return archives(t, input.File{Path: path, Name: "a.zip"}) }
	if !read(t, layerOf(), c) {
		t.Error("an empty cache knew it")
	}
	second := layerOf()
	if read(t, second, c) {
		t.Error("it was read again")
	}
	if got, want := digest(t, second), digest(t, layerOf()); got != want {
		t.Errorf("with a cache %s, without %s", got, want)
	}
	if got := sum(blob(t, second)); got != digest(t, second) {
		t.Errorf("the blob is %s", got)
	}
	if !read(t, archives(t, input.File{Path: path, Name: "b.zip"}), c) {
		t.Error("another name had the same digest")
	}

	t.Run("unless the cache is damaged", func(t *testing.T) {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) != 2 {
			t.Fatal(files, err)
		}
		for _, damage := range []func(b []byte) []byte{
			func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
			func(b []byte) []byte { return b[:len(b)/2] },
			func([]byte) []byte { return nil },
		} {
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				put(t, dir, filepath.Base(f), damage(b))
			}
			if !read(t, layerOf(), c) {
				t.Error("a damaged cache was believed")
			}
		}
	})
}

func TestAFileJustWrittenIsNotKeptInTheCache(t *testing.T) {
	c, dir := openCache(t)
	path := put(t, t.TempDir(), "a.zip", noise(100))
	touch(t, path) // its time of modification is long ago, its inode's is not
	for range 2 {
		hashedWith(t, archives(t, input.File{Path: path}), c)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("the cache has %v, %v", files, err)
	}
}

func hashedWith(t testing.TB, l *layer.Layer, c *layer.Cache) *layer.Layer {
	t.Helper()
	if err := l.Hash(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestACacheThatCannotBeUsedIsNone(t *testing.T) {
	c, dir := openCache(t)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	with, without := wdt(t, installer(t, standin.WDTOptions{}), target), wdt(t, installer(t, standin.WDTOptions{}), target)
	if a, b := digest(t, hashedWith(t, with, c)), digest(t, without); a != b {
		t.Errorf("%s and %s", a, b)
	}
	if _, err := layer.OpenCache(filepath.Join(put(t, t.TempDir(), "file", nil), "cache")); err == nil {
		t.Error("a cache below a file opened")
	}
}

func TestTheCacheIsBounded(t *testing.T) {
	c, dir := openCache(t)
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(put(t, dir, ".writing-1", nil), old, old); err != nil {
		t.Fatal(err)
	}
	for i := range 520 {
		l, err := layer.New("test", []layer.Entry{{Header: header(i)}}, "")
		if err != nil {
			t.Fatal(err)
		}
		hashedWith(t, l, c)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 500 {
		t.Errorf("the cache has %d files, %v", len(files), err)
	}
}

func header(i int) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeDir, Name: fmt.Sprintf("folder-%d/", i), Mode: 0o755}
}
