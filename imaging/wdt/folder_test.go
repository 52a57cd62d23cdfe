//go:build unix

package wdt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

func TestAPartThatAnotherUserMayHaveWrittenToIsLeftAlone(t *testing.T) {
	for what, spoil := range map[string]func(path string) error{
		"its group may write": func(path string) error { return os.Chmod(path, 0o664) },
		"everybody may write": func(path string) error { return os.Chmod(path, 0o646) },
		"it has another name": func(path string) error { return os.Link(path, path+".other") },
		"it is a link": func(path string) error {
			return errors.Join(os.Rename(path, path+".other"), os.Symlink(path+".other", path))
		},
		"it is another user's":  func(path string) error { return os.Chown(path, 65534, 65534) }, // as root alone
		"nothing is wrong with": func(string) error { return nil },
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			left, err := create(dir, `"tag"`)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(left.append(strings.NewReader("content")), left.file.Close(), spoil(left.path)); err != nil {
				if errors.Is(err, fs.ErrPermission) {
					t.Log("NOT POSSIBLE HERE: no file can be given away")
					return
				}
				t.Fatal(err)
			}
			p := adopt(dir)
			if want := what == "nothing is wrong with"; (p != nil) != want {
				t.Errorf("it was adopted: %v, want %v", p != nil, want)
			}
			if _, err := os.Lstat(left.path); err != nil {
				t.Errorf("it is gone: %v", err)
			}
			if p != nil {
				p.remove()
			}
		})
	}
}
