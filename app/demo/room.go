package demo

import (
	"errors"
	"os"
	"syscall"

	"auximage/imaging/report"
)

// room is what the files of a try-out come to, in bytes: base, installer, and what it
// pushes.
const room = 32 << 20

// noRoom returns a Finding with CodeNoRoom: the folder for temporary files could not be
// written to, or its disk is full.
func noRoom(err error, full bool) error {
	return report.Finding{Code: CodeNoRoom, Severity: report.Error, File: os.TempDir(), Cause: err,
		Args: report.Args{"Full": full || errors.Is(err, syscall.ENOSPC)}}
}

// isFull tells whether a folder's disk has no room for a try-out: a registry that cannot
// store a blob says no more than that it failed.
func isFull(dir string) bool {
	f, err := os.CreateTemp(dir, "room-")
	if err != nil {
		return errors.Is(err, syscall.ENOSPC)
	}
	_, err = f.Write(make([]byte, room))
	return errors.Is(errors.Join(err, f.Close(), os.Remove(f.Name())), syscall.ENOSPC)
}
