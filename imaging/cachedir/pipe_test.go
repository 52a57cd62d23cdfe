//go:build unix

package cachedir_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"auximage/imaging/cachedir"
)

func TestAPipeIsWrittenToAndStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(path, 0o600))
	got := make(chan string)
	go func() {
		data, _ := os.ReadFile(path)
		got <- string(data)
	}()
	must(t, cachedir.AtomicWrite(t.Context(), path, 0, text("new")))
	if s := <-got; s != "new" {
		t.Errorf("%q came out of the pipe", s)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().IsRegular() {
		t.Errorf("the pipe is a file now: %v", err)
	}
}
