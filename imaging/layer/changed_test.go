package layer_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"auximage/imaging/input"
	"auximage/imaging/layer"
	"auximage/imaging/report"
	"auximage/imaging/wdt/standin"
)

// rewrite changes one byte of a file without making another file of it.
func rewrite(t testing.TB, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	b[0] ^= 1
	if _, err := f.WriteAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// touch sets a time of modification that no other file here has.
func touch(t testing.TB, path string) {
	t.Helper()
	when := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatChangedIsNamedBeforeItsBytesCount(t *testing.T) {
	for says, change := range map[string]func(t testing.TB, path string){
		"another byte and another time": func(t testing.TB, path string) { rewrite(t, path, 100_000); touch(t, path) },
		"another time only":             touch,
		"another size": func(t testing.TB, path string) {
			if err := os.Truncate(path, 10); err != nil {
				t.Fatal(err)
			}
		},
		"gone": func(t testing.TB, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		},
		"replaced by a copy": func(t testing.TB, path string) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			copied := put(t, filepath.Dir(path), "copy", noise(200_000))
			if err := os.Chtimes(copied, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(copied, path); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(says, func(t *testing.T) {
			dir := t.TempDir()
			path := put(t, dir, "b.zip", noise(200_000))
			l := hashed(t, archives(t, input.File{Path: put(t, dir, "a.zip", nil)}, input.File{Path: path}))
			change(t, path)
			r, err := l.Compressed()
			if err == nil {
				_, err = io.Copy(io.Discard, r)
				_ = r.Close()
			}
			if found, _ := report.Of(err); found.Code != layer.CodeChanged || found.File != path {
				t.Errorf("got %v", err)
			}
			for _, e := range l.Entries() {
				if e.Header.Name == "auxiliary/models/b.zip" {
					if _, err := e.Open(); !report.Has(err, layer.CodeChanged) {
						t.Errorf("its content opens: %v", err)
					}
				}
			}
		})
	}
}

func TestAFileThatChangesUnderTheReaderIsNoticed(t *testing.T) {
	for says, layerOf := range map[string]func(path string) (*layer.Layer, string){
		"archive": func(path string) (*layer.Layer, string) { return archives(t, input.File{Path: path}), path },
		"model": func(path string) (*layer.Layer, string) {
			return models(t, input.File{Path: path, Name: "m.yaml"}), path
		},
		"installer": func(string) (*layer.Layer, string) {
			path := installer(t, standin.WDTOptions{})
			return wdt(t, path, target), path
		},
	} {
		t.Run(says, func(t *testing.T) {
			l, path := layerOf(put(t, t.TempDir(), "a.zip", noise(500_000)))
			whole := blob(t, l)
			r, err := l.Compressed()
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = r.Close() }()
			if _, err := io.ReadFull(r, make([]byte, 100)); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			rewrite(t, path, info.Size()*3/4)
			rest, err := io.ReadAll(r)
			if found, _ := report.Of(err); found.Code != layer.CodeChanged || found.File != path {
				t.Errorf("got %v", err)
			}
			if 100+len(rest) >= len(whole) {
				t.Error("all bytes came")
			}
		})
	}
}

func TestAFileThatChangedBeforeItIsHashedIsNoticed(t *testing.T) {
	path := put(t, t.TempDir(), "a.zip", noise(1000))
	l := archives(t, input.File{Path: path})
	touch(t, path)
	if err := l.Hash(context.Background(), nil, nil); !report.Has(err, layer.CodeChanged) {
		t.Errorf("got %v", err)
	}
}

func TestAFileThatIsNotThereIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "no.zip")
	_, err := layer.Archives([]input.File{{Path: path}}, target)
	if found, _ := report.Of(err); found.Code != layer.CodeUnreadable || found.File != path || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestALayerHoldsNoFileOpen(t *testing.T) {
	path := put(t, t.TempDir(), "a.zip", noise(100))
	l := hashed(t, archives(t, input.File{Path: path}))
	r, err := l.Compressed()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(make([]byte, 1)); !errors.Is(err, os.ErrClosed) {
		t.Errorf("reading after Close: %v", err)
	}
	if a, b := blob(t, l), blob(t, l); !bytes.Equal(a, b) {
		t.Error("the blob read twice differs")
	}
}
