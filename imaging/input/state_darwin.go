package input

import (
	"os"
	"syscall"
)

func of(f *os.File) (State, error) {
	info, err := f.Stat()
	if err != nil {
		return State{}, err
	}
	return at("", info)
}

func at(_ string, info os.FileInfo) (State, error) {
	s := info.Sys().(*syscall.Stat_t)
	return State{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: s.Ctimespec.Nano(), Inode: s.Ino, Device: uint64(s.Dev)}, nil
}
