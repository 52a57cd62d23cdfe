package input

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// basicInfo is FILE_BASIC_INFO; times count 100 ns since 1601.
type basicInfo struct {
	created, accessed, written, changed int64
	attributes                          uint32
	_                                   uint32
}

func of(f *os.File) (State, error) {
	info, err := f.Stat()
	if err != nil {
		return State{}, err
	}
	i := State{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	handle := windows.Handle(f.Fd())
	var by windows.ByHandleFileInformation
	if windows.GetFileInformationByHandle(handle, &by) == nil {
		i.Inode, i.Device = uint64(by.FileIndexHigh)<<32|uint64(by.FileIndexLow), uint64(by.VolumeSerialNumber)
	}
	var basic basicInfo
	size := uint32(unsafe.Sizeof(basic))
	if windows.GetFileInformationByHandleEx(handle, windows.FileBasicInfo, (*byte)(unsafe.Pointer(&basic)), size) == nil && basic.changed > 0 {
		const from1601to1970 = 116444736000000000
		i.Changed = (basic.changed - from1601to1970) * 100
	}
	return i, nil
}

func at(path string, _ os.FileInfo) (State, error) {
	f, err := os.Open(path)
	if err != nil {
		return State{}, err
	}
	defer func() { _ = f.Close() }()
	return of(f)
}
