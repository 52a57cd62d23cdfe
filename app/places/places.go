// Package places knows the folders that a system has for a person's things.
package places

import (
	"os"
	"path/filepath"
)

// Downloads returns the folder that the system saves downloads in, whatever it
// is called there, such as ~/Téléchargements. Where there is none it returns
// the home folder, and an empty text where there is no home either.
func Downloads() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = ""
	}
	if dir := downloads(home); filepath.IsAbs(dir) && isFolder(dir) {
		return dir
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
