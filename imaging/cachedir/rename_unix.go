//go:build unix

package cachedir

import "os"

// rename replaces a file whoever has it open.
func rename(from, to string) error { return os.Rename(from, to) }
