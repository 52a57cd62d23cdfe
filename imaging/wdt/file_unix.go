//go:build unix

package wdt

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// ours tells whether nobody but this user may have written to a file: it is the
// user's own, closed to writes of others, and has no other name.
func ours(_ *os.File, info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid() && stat.Nlink == 1 && info.Mode().Perm()&0o022 == 0
}

// lock takes the lock of an open file without waiting for it.
func lock(file *os.File) error { return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// moveOpen renames an open file and closes it. The lock is held until it has
// its new name, so that nobody takes it for a part.
func moveOpen(file *os.File, from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return file.Close()
}

func removeOpen(file *os.File, path string) {
	_ = os.Remove(path)
	_ = file.Close()
}

// syncFolder makes a new name last. File systems that cannot do so fail with
// EINVAL.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return folderFault(dir, err)
	}
	defer func() { _ = folder.Close() }()
	if err := folder.Sync(); err != nil && !errors.Is(err, unix.EINVAL) {
		return folderFault(dir, err)
	}
	return nil
}

func isFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

func isReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }
