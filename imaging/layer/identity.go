package layer

import "time"

// identity is what the file system says of a file's state. Fields that a
// system does not have are 0.
type identity struct {
	Size          int64
	Modified      int64 // nanoseconds since 1970
	Changed       int64 // the same, of the inode: cannot be set back
	Inode, Device uint64
}

// granularity is the coarsest clock of a file system in use (FAT: two seconds):
// within it a file can change twice and look the same.
const granularity = 2 * time.Second

// settled tells whether a later change would show, when the file was read at
// the given time.
func (i identity) settled(read time.Time) bool {
	return max(i.Modified, i.Changed) < read.Add(-granularity).UnixNano()
}
