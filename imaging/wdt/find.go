package wdt

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Found is an installer in a folder.
type Found struct {
	Path, Version string
}

// FindInstallers returns the installers in a folder, the newest first: the zips
// whose names begin as the release's does, as browsers and Download name them.
// What is no good installer is left out; so is a folder that cannot be read.
func FindInstallers(dir string) []Found {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var found []Found
	for _, file := range files {
		name := strings.ToLower(file.Name())
		if !strings.HasPrefix(name, baseName) || !strings.HasSuffix(name, ".zip") {
			continue
		}
		path := filepath.Join(dir, file.Name())
		installer, err := Open(path)
		if err != nil {
			continue
		}
		found = append(found, Found{path, installer.Version})
		_ = installer.Close()
	}
	slices.SortFunc(found, func(a, b Found) int {
		return cmp.Or(Compare(b.Version, a.Version), cmp.Compare(len(a.Path), len(b.Path)), strings.Compare(a.Path, b.Path))
	})
	return found
}
