package testkit_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoProductCodeImportsTheTestkit(t *testing.T) {
	read := 0
	for _, room := range []string{"app", "assets", "imaging", "ui"} {
		for _, path := range productFiles(t, filepath.Join("..", "..", room)) {
			read++
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range file.Imports {
				if spec.Path.Value == `"auximage/imaging/testkit"` {
					t.Errorf("%s: got an import of %s, want it in tests alone", path, spec.Path.Value)
				}
			}
		}
	}
	if read < 100 {
		t.Errorf("got %d files of product code, want those of the whole module", read)
	}
}

// productFiles returns the Go files under a folder that are no tests, whatever
// they are built for, those of the testkit aside.
func productFiles(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "testkit":
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
