//go:build !linux && !darwin && !windows

package layer

import "os"

func identityOf(f *os.File) (identity, error) {
	info, err := f.Stat()
	if err != nil {
		return identity{}, err
	}
	return identity{Size: info.Size(), Modified: info.ModTime().UnixNano()}, nil
}
