package layer_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/wdt/standin"
)

func BenchmarkHashInstaller(b *testing.B) {
	path := installer(b, standin.WDTOptions{Full: true})
	b.ReportAllocs()
	for b.Loop() {
		hashed(b, wdt(b, path, target))
	}
}

func BenchmarkEmitInstaller(b *testing.B) {
	l := hashed(b, wdt(b, installer(b, standin.WDTOptions{Full: true}), target))
	emit(b, l)
}

func emit(b *testing.B, l *layer.Layer) {
	b.Helper()
	size, err := l.Size()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		r, err := l.Compressed()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			b.Fatal(err)
		}
		_ = r.Close()
	}
}

func BenchmarkHashArchive(b *testing.B) {
	path := put(b, b.TempDir(), "a.zip", noise(100<<20))
	b.SetBytes(100 << 20)
	b.ReportAllocs()
	for b.Loop() {
		hashed(b, archives(b, input.File{Path: path}))
	}
}

func BenchmarkEmitArchive(b *testing.B) {
	emit(b, hashed(b, archives(b, input.File{Path: put(b, b.TempDir(), "a.zip", noise(100<<20))})))
}

func BenchmarkHashCached(b *testing.B) {
	path := settled(b)
	c, _ := openCache(b)
	for b.Loop() {
		hashedWith(b, archives(b, input.File{Path: path}), c)
	}
}

// many writes an installer with n small entries.
func many(t testing.TB, n int) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		w, err := z.Create(fmt.Sprintf("weblogic-deploy/folder-%d/file-%d.txt", i%100, i))
		if err == nil {
			_, err = fmt.Fprintf(w, "this is file %d of many", i)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return put(t, t.TempDir(), "many.zip", b.Bytes())
}

func BenchmarkEntries(b *testing.B) {
	for _, n := range []int{10, 100, 1_000, 10_000, 100_000} {
		path := many(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				hashed(b, wdt(b, path, target))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
		})
	}
}

// BenchmarkLargeArchive hashes a sparse file beyond what a gzip trailer, a ustar
// header and a zip without zip64 can count.
func BenchmarkLargeArchive(b *testing.B) {
	path := filepath.Join(b.TempDir(), "large.zip")
	f, err := os.Create(path)
	if err == nil {
		err = f.Truncate(9 << 30)
	}
	if err != nil || f.Close() != nil {
		b.Fatal(err)
	}
	b.SetBytes(9 << 30)
	b.ReportAllocs()
	for b.Loop() {
		if err := archives(b, input.File{Path: path}).Hash(context.Background(), nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
