package places

import "golang.org/x/sys/windows"

// downloads returns the Known Folder, which a person may have moved.
func downloads(string) string {
	dir, err := windows.KnownFolderPath(windows.FOLDERID_Downloads, 0)
	if err != nil {
		return ""
	}
	return dir
}
