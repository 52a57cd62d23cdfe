package testkit

import (
	"os"
	"runtime"
	"testing"
)

// Link makes a second name for a file: a symbolic link, on Windows a hard one,
// since the symbolic ones want a right there.
func Link(t testing.TB, file, link string) {
	t.Helper()
	make := os.Symlink
	if runtime.GOOS == "windows" {
		make = os.Link
	}
	if err := make(file, link); err != nil {
		t.Fatal(err)
	}
}
