package cachedir_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"auximage/imaging/cachedir"
)

func TestWhatIsKeptIsPrivateAndWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache", "kind")
	path := filepath.Join(dir, "a")
	must(t, cachedir.Keep(path, text("old")))
	broken := errors.New("broken")
	if err := cachedir.Keep(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	}); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	left, err := os.ReadDir(dir)
	if must(t, err); len(left) != 1 || read(t, path) != "old" {
		t.Errorf("got %q beside %v, want the old file alone", read(t, path), left)
	}
	for _, made := range []string{path, dir} {
		info, err := os.Stat(made)
		if must(t, err); runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %o", made, info.Mode())
		}
	}
}

func TestACacheKeepsTheNewestAndNothingHalfWritten(t *testing.T) {
	dir := t.TempDir()
	age := func(name string, age time.Duration) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, nil, 0o600))
		must(t, os.Chtimes(path, time.Time{}, time.Now().Add(-age)))
		return path
	}
	want := map[string]bool{
		age("another's", 100*time.Hour): true, age(".writing-1", time.Minute): true, age(".writing-2", 2*time.Hour): false,
	}
	for i := range 5 {
		want[age(fmt.Sprintf("%d.kept", i), time.Duration(i)*time.Hour)] = i < 3
	}
	cachedir.Trim(dir, ".kept", 3)
	for path, stays := range want {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: there is %v, want %v", filepath.Base(path), err == nil, stays)
		}
	}
	cachedir.Trim(filepath.Join(dir, "none"), ".kept", 3)
}
