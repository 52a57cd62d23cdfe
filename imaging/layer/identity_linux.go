package layer

import (
	"os"
	"syscall"
)

func identityOf(f *os.File) (identity, error) {
	info, err := f.Stat()
	if err != nil {
		return identity{}, err
	}
	s := info.Sys().(*syscall.Stat_t)
	return identity{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: s.Ctim.Nano(), Inode: s.Ino, Device: s.Dev}, nil
}
