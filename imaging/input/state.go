package input

import (
	"os"
	"time"
)

// State is what the file system says of a file. Fields that a system does not
// have are 0. Two states of one path can be compared with ==.
type State struct {
	Size          int64
	Modified      int64 // nanoseconds since 1970
	Changed       int64 // the same, of the inode: cannot be set back
	Inode, Device uint64
}

// Granularity is the coarsest clock of a file system in use (FAT: two seconds):
// within it a file can change twice and look the same.
const Granularity = 2 * time.Second

// Settled tells whether a later change would show, when the file was read at
// the given time.
func (s State) Settled(read time.Time) bool {
	return max(s.Modified, s.Changed) < read.Add(-Granularity).UnixNano()
}

// Of returns the state of an open file.
func Of(f *os.File) (State, error) { return of(f) }

// At returns the state of what a path leads to. Only a regular file is opened
// for it, where the system wants that: a pipe would wait for its writer.
func At(path string) (State, error) {
	info, err := os.Stat(path)
	if err != nil {
		return State{}, err
	}
	if !info.Mode().IsRegular() {
		return State{Size: info.Size(), Modified: info.ModTime().UnixNano()}, nil
	}
	return at(path, info)
}
