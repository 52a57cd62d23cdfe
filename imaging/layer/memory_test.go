//go:build !race

// The race detector allocates too, and inflating takes fifty times as long with it.

package layer_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/layer"
)

// allocated returns the bytes that a layer of the entries that describe gives
// takes in all, from its description to the end of its upload.
func allocated(t *testing.T, describe func() *layer.Layer) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := hashed(t, describe()).Compressed()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestAnArchiveOfAnySizeTakesTheSameMemory(t *testing.T) {
	at := func(size int64) uint64 {
		path := filepath.Join(t.TempDir(), "sparse.zip")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		return allocated(t, func() *layer.Layer { return archives(t, input.File{Path: path}) })
	}
	at(1 << 20) // what is made once
	small, large := at(4<<20), at(256<<20)
	if large > small+8<<20 { // what a pool lost to the collector is made again
		t.Errorf("4 MiB took %d bytes, 256 MiB %d", small, large)
	}
}

func TestAnEntryTakesTheSameMemoryAmongMany(t *testing.T) {
	at := func(entries int) uint64 {
		path := many(t, entries)
		return allocated(t, func() *layer.Layer { return wdt(t, path, target) }) / uint64(entries)
	}
	at(100)
	few, many := at(1_000), at(20_000)
	if many > few*3/2 {
		t.Errorf("an entry took %d bytes among 1,000, %d among 20,000", few, many)
	}
}
