package cachedir_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"auximage/imaging/cachedir"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFileIsNewOrStaysAsItWas(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	must(t, cachedir.AtomicWrite(t.Context(), path, cachedir.Private, text("old")))
	broken := errors.New("broken")
	err := cachedir.AtomicWrite(t.Context(), path, cachedir.Private, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	})
	if !errors.Is(err, broken) || read(t, path) != "old" {
		t.Errorf("%v, %q", err, read(t, path))
	}
	must(t, cachedir.AtomicWrite(t.Context(), path, cachedir.Private, text("new")))
	left, err := os.ReadDir(dir)
	if must(t, err); len(left) != 1 || read(t, path) != "new" {
		t.Errorf("%q beside %v", read(t, path), left)
	}
}

func TestAFileHasTheModeThatIsAskedFor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path := filepath.Join(t.TempDir(), "a")
	for _, c := range []struct{ mode, want fs.FileMode }{{0, 0o644}, {cachedir.Private, 0o600}, {0, 0o600}, {0o640, 0o640}, {cachedir.Private, 0o600}} {
		must(t, cachedir.AtomicWrite(t.Context(), path, c.mode, text("a")))
		info, err := os.Stat(path)
		if must(t, err); info.Mode() != c.want {
			t.Errorf("written with %o it has %o, want %o", c.mode, info.Mode(), c.want)
		}
	}
}

func TestALinkStaysALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links want a right on Windows")
	}
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	must(t, os.WriteFile(real, []byte("old"), 0o600))
	must(t, os.Symlink("real", link))
	must(t, cachedir.AtomicWrite(t.Context(), link, 0, text("new")))
	if got := read(t, real); got != "new" {
		t.Errorf("the file behind the link has %q", got)
	}
	if _, err := os.Readlink(link); err != nil {
		t.Error(err)
	}
}

func TestWhatCannotBeWrittenIsKnownBefore(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a")
	must(t, cachedir.AtomicWrite(t.Context(), file, 0, text("old")))
	for path, want := range map[string]bool{
		file: true, filepath.Join(dir, "b"): true, dir: false, filepath.Join(dir, "none", "a"): false, filepath.Join(file, "a"): false,
	} {
		if err := cachedir.CheckWritable(path); (err == nil) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 || read(t, file) != "old" {
		t.Errorf("%v, %v", left, err)
	}
}

func TestAFolderIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := cachedir.AtomicWrite(t.Context(), dir, 0, text("new")); err == nil {
		t.Error("a folder was written to")
	}
	if _, err := os.ReadDir(dir); err != nil {
		t.Error(err)
	}
}

func TestAFileStaysWhenItsWritingIsGivenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.yaml")
	must(t, cachedir.AtomicWrite(t.Context(), path, 0, text("old")))
	ctx, giveUp := context.WithCancel(t.Context())
	err := cachedir.AtomicWrite(ctx, path, 0, func(w io.Writer) error {
		giveUp() // while the folder takes the bytes
		_, err := io.WriteString(w, "new")
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	if err := cachedir.AtomicWrite(ctx, path, 0, text("new")); !errors.Is(err, context.Canceled) {
		t.Errorf("given up before, the error is %v, want %v", err, context.Canceled)
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "old" {
		t.Errorf("the file holds %q (%v), want %q", got, err, "old")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left in the folder, want 1", len(left))
	}
}
