package contract

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// Tree is what layers laid over each other hold, as a container sees it.
type Tree struct{ root *node }

// TreeOf lays the layers over each other, lowest first.
func TreeOf(layers []Layer) Tree {
	root := newDirectory()
	for i, l := range layers {
		root.apply(l, i, func(string, string) {})
	}
	return Tree{root}
}

// Has tells whether there is something at a path, links followed.
func (t Tree) Has(name string) bool {
	n, _ := t.root.resolve(name)
	return n != nil
}

// Holds tells whether there is something at a path, a link that leads nowhere too.
func (t Tree) Holds(name string) bool {
	dir, base := path.Split(clean(name))
	parent, _ := t.root.resolve(dir)
	return parent.isDir() && parent.children[base] != nil
}

// List is a list of accounts, /etc/passwd or /etc/group.
type List struct {
	Path     string // without links
	Text     string
	Whole    bool // Text is all of it
	Mode     int64
	UID, GID int
}

// List returns the list at a path. Where there is none it is an empty one of
// root's, which all may read; one that cannot be read is not whole.
func (t Tree) List(name string) List {
	n, real := t.root.resolve(name)
	if n == nil {
		at := t.Locate(name)
		return List{Path: at.Path, Whole: at.Taken == "", Mode: 0o644}
	}
	text := n.facts().Text
	return List{Path: real, Text: text, Whole: n.isFile() && n.Size == int64(len(text)), Mode: n.Mode, UID: n.UID, GID: n.GID}
}

// Folder is a folder of the tree.
type Folder struct {
	Path     string // without links
	Mode     int64  // permissions
	UID, GID int
}

// Location is where a path leads, whether there is something at its end or not.
type Location struct {
	Path    string   // without links
	Folders []Folder // those on the way that are there, the end included; not the root
	Taken   string   // what on the way is no folder, or a link to nothing; empty when nothing is
}

// Locate follows a path as far as there is something.
func (t Tree) Locate(name string) Location {
	at := Location{Path: "/"}
	steps := strings.Split(strings.TrimPrefix(clean(name), "/"), "/")
	for i, step := range steps {
		parent, _ := t.root.resolve(at.Path)
		here := path.Join(at.Path, step)
		if parent.children[step] == nil {
			at.Path = path.Join(at.Path, path.Join(steps[i:]...))
			return at
		}
		n, real := t.root.resolve(here)
		if !n.isDir() {
			at.Path, at.Taken = path.Join(at.Path, path.Join(steps[i:]...)), here
			return at
		}
		at.Path = real
		at.Folders = append(at.Folders, Folder{real, n.Mode, n.UID, n.GID})
	}
	return at
}

// Folder returns the folder at a path that has no links.
func (t Tree) Folder(name string) (Folder, bool) {
	n, real := t.root.resolve(name)
	if !n.isDir() || real != clean(name) {
		return Folder{}, false
	}
	return Folder{real, n.Mode, n.UID, n.GID}, true
}

// Closed returns the first folder on the way to a path that somebody who runs
// there may not enter; empty when all may enter all.
func (t Tree) Closed(name string) string {
	people := peopleOf(t.root)
	for _, f := range t.Locate(name).Folders {
		n, _ := t.root.resolve(f.Path)
		if slices.ContainsFunc(people, func(u user) bool { return !u.may(n, 1) }) {
			return f.Path
		}
	}
	return ""
}

// Names returns what a folder holds, sorted; links are followed to the folder.
func (t Tree) Names(folder string) []string {
	n, _ := t.root.resolve(folder)
	if !n.isDir() {
		return nil
	}
	return slices.Sorted(maps.Keys(n.children))
}

// ToolingVersion returns what the VERSION.txt of a WDT home says, empty when there
// is none or it says nothing.
func (t Tree) ToolingVersion(home string) string {
	n, _ := t.root.resolve(path.Join(home, "VERSION.txt"))
	if !n.isFile() {
		return ""
	}
	return versionNumber.FindString(n.facts().Text)
}
