package contract

import (
	"archive/tar"
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

// Below returns all files below a folder, sorted by path, links on the way to it and
// of its entries followed.
func (t Tree) Below(folder string) []Found {
	var all []Found
	for _, name := range t.Names(folder) {
		at := path.Join(folder, name)
		n, _ := t.root.resolve(at)
		switch {
		case n.isFile():
			all = append(all, Found{Name: name, Path: at, Entry: n.Name, Place: n.at, Size: n.Size, UID: n.UID, GID: n.GID})
		case n.isDir() && strings.Count(at, "/") < maxDepth && !t.isLink(at):
			all = append(all, t.Below(at)...)
		}
	}
	return all
}

// isLink tells whether a path itself is a link.
func (t Tree) isLink(name string) bool {
	dir, base := path.Split(clean(name))
	parent, _ := t.root.resolve(dir)
	return parent.isDir() && parent.children[base] != nil && parent.children[base].Type == tar.TypeSymlink
}

// Where returns the place of the file that a path leads to, and whether there is one.
func (t Tree) Where(name string) (Place, bool) {
	n, _ := t.root.resolve(name)
	if !n.isFile() {
		return Place{}, false
	}
	return n.at, true
}
