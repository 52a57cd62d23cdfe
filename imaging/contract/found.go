package contract

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Found is a file that the operator finds in a folder.
type Found struct {
	Name     string // in the folder
	Path     string // in the image, links followed
	Entry    string // the name that the tar has it under
	Place    Place
	Size     int64
	UID, GID int
	Sum      string // SHA-256 of its content; empty where that did not stream by
}

// Files returns the files that the operator copies from a folder, sorted by name:
// what a * of its script stands for, links followed. Folders, and what is neither
// file nor folder, are no files; what leads to them is told by Check.
func (t Tree) Files(folder string) []Found {
	dir, where := t.root.resolve(folder)
	if !dir.isDir() {
		return nil
	}
	var all []Found
	for _, name := range slices.Sorted(maps.Keys(dir.children)) {
		if strings.HasPrefix(name, ".") {
			continue
		}
		n, real := t.root.resolve(path.Join(where, name))
		if !n.isFile() {
			continue
		}
		found := Found{Name: name, Path: real, Entry: n.Name, Place: n.at, Size: n.Size, UID: n.UID, GID: n.GID}
		if n.Facts != nil {
			found.Sum = n.Facts.Sum
		}
		all = append(all, found)
	}
	return all
}

// Where returns the place of the file that a path leads to, and whether there is one.
func (t Tree) Where(name string) (Place, bool) {
	n, _ := t.root.resolve(name)
	if !n.isFile() {
		return Place{}, false
	}
	return n.at, true
}
