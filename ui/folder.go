package ui

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// folder is what a folder holds of what a dialog offers, folders first.
type folder struct {
	path  string
	items []item
	err   error // it could not be read
}

// item is a file or a folder in a folder.
type item struct {
	name    string
	isDir   bool
	size    int64     // bytes, of a file
	changed time.Time // when last; zero as long as that and the size are not known
}

// readFolder returns what offers lets through, by name alone. It may wait for another
// machine.
func readFolder(dir string, offers func(item) bool) folder {
	f := folder{path: filepath.Clean(dir)}
	entries, err := os.ReadDir(f.path)
	if err != nil {
		f.err = err
		return f
	}
	for _, e := range entries {
		if i := (item{name: e.Name(), isDir: isFolder(f.path, e)}); offers(i) {
			f.items = append(f.items, i)
		}
	}
	slices.SortStableFunc(f.items, func(a, b item) int {
		if a.isDir != b.isDir {
			return map[bool]int{true: -1, false: 1}[a.isDir]
		}
		return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	return f
}

// isFolder tells whether an entry is a folder, or a link to one. A link whose target
// does not answer leads to a folder of another machine.
func isFolder(dir string, e os.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := statSoon(filepath.Join(dir, e.Name()))
	return errors.Is(err, errNoAnswer) || err == nil && info.IsDir()
}

// offers tells whether the dialog shows an item.
func (b browsing) offers(i item) bool {
	switch {
	case strings.HasPrefix(i.name, "."):
		return false
	case i.isDir:
		return true
	case b.folder:
		return false
	}
	return len(b.endings) == 0 || slices.Contains(b.endings, strings.ToLower(filepath.Ext(i.name)))
}

// stat returns what stands at a path. It may wait for another machine.
func stat(path string) (s standing) {
	info, err := os.Stat(path)
	s.err = err
	s.isDir = err == nil && info.IsDir()
	return s
}

// standing is what stands at a path: nothing that could be looked at where err
// is set.
type standing struct {
	isDir bool
	err   error
}
