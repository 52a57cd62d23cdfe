//go:build unix

package wdt

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"auximage/imaging/report"
)

func TestWhatKeepsAFileFromBeingWrittenIsNamed(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		dir  string
		err  error
		want report.Code
	}{
		{dir, syscall.ENOSPC, CodeDiskFull},
		{dir, syscall.EDQUOT, CodeDiskFull},
		{dir, syscall.EROFS, CodeFolderReadOnly},
		{dir, syscall.EACCES, CodeFolderReadOnly},
		{dir, syscall.EIO, CodeNotWritten},
		{filepath.Join(dir, "missing"), syscall.ENOENT, CodeFolderMissing},
	} {
		err := folderFault(c.dir, &fs.PathError{Op: "write", Path: c.dir, Err: c.err})
		if f, _ := report.Of(err); f.Code != c.want || f.File != c.dir {
			t.Errorf("%v: %v, want %s", c.err, err, c.want)
		}
	}
}

// A program at work on a part holds its lock; another leaves it alone.
func TestAPartInWorkIsNotTaken(t *testing.T) {
	dir := t.TempDir()
	mine, err := create(dir, `"tag"`)
	if err != nil {
		t.Fatal(err)
	}
	if taken := adopt(dir); taken != nil {
		t.Errorf("%s was taken", taken.path)
	}
	other, err := create(dir, `"tag"`)
	if err != nil {
		t.Fatal(err)
	}
	if other.path == mine.path || other.tag != "" {
		t.Errorf("both write to %s", mine.path)
	}
	other.remove()
	if err := mine.file.Close(); err != nil { // as a kill does
		t.Fatal(err)
	}
	if _, err := os.Stat(mine.path); err != nil {
		t.Fatal(err)
	}
	if taken := adopt(dir); taken != nil {
		t.Errorf("an empty part was taken: %s", taken.path)
	}
	if _, err := os.Stat(mine.path); err == nil {
		t.Error("an empty part was left behind")
	}
}
