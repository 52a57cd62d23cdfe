package cachedir

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Keep writes a file of a cache, which its owner alone may read, under a temporary
// name, then renames it; its folders are made. It is not synced: whoever reads it
// has to know by a digest what a power cut left. The error is content's, or an
// *fs.PathError: a cache that cannot be written to is no reason to fail.
func Keep(path string, content func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return replace(context.Background(), path, Private, content, false)
}

// staleAfter is when a file under a temporary name is nobody's any more.
const staleAfter = time.Hour

// Sweep removes what killed programs left half-written in a folder.
func Sweep(dir string) {
	for _, info := range files(dir) {
		if strings.HasPrefix(info.Name(), temporary) && time.Since(info.ModTime()) > staleAfter {
			_ = os.Remove(filepath.Join(dir, info.Name())) // the next sweep tries again
		}
	}
}

// Trim bounds a folder of a cache: of the files whose names end in suffix the
// newest are kept, at most so many, and the folder is swept.
func Trim(dir, suffix string, most int) {
	Sweep(dir)
	kept := slices.DeleteFunc(files(dir), func(info fs.FileInfo) bool {
		return strings.HasPrefix(info.Name(), temporary) || !strings.HasSuffix(info.Name(), suffix)
	})
	slices.SortFunc(kept, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for _, info := range kept[min(len(kept), most):] {
		_ = os.Remove(filepath.Join(dir, info.Name()))
	}
}

// files returns the regular files of a folder, none where it cannot be read.
func files(dir string) []fs.FileInfo {
	entries, _ := os.ReadDir(dir)
	var all []fs.FileInfo
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			all = append(all, info)
		}
	}
	return all
}
