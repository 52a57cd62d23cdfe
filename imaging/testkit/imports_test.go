package testkit_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// leaves are what every package under imaging may use; they use only each other.
var leaves = []string{"cachedir", "exchange", "input", "ocir", "opened", "report", "spelling", "transport", "zipfile"}

func TestNoProductCodeImportsTheTestkit(t *testing.T) {
	for path, imports := range productImports(t) {
		if slices.Contains(imports, "imaging/testkit") {
			t.Errorf("%s: got an import of the testkit, want it in tests alone", path)
		}
	}
}

func TestArrowsRunOneWay(t *testing.T) {
	for path, imports := range productImports(t) {
		room := filepath.ToSlash(filepath.Dir(path))
		for _, to := range imports {
			if !allowed(room, to) {
				t.Errorf("%s imports %s", path, to)
			}
		}
	}
}

// allowed tells whether a package may use another one of this module, or Fyne.
func allowed(room, to string) bool {
	in := func(at string) bool { return room == at || strings.HasPrefix(room, at+"/") }
	name, below := strings.CutPrefix(to, "imaging/")
	name, _, _ = strings.Cut(name, "/")
	switch {
	case in("ui/kit"):
		return strings.HasPrefix(to, fyne) || strings.HasPrefix(to, "ui/")
	case in("ui"), room == "app":
		return true
	case in("app"):
		return to != "ui" && (!strings.HasPrefix(to, fyne) || in("app/internal"))
	case room == "imaging":
		return below
	case in("imaging"): // its own folder, and the leaves
		own, _, _ := strings.Cut(strings.TrimPrefix(room, "imaging/"), "/")
		return to == "assets" || below && (name == own || slices.Contains(leaves, name))
	}
	return !strings.HasPrefix(to, fyne) // assets
}

const (
	module = "auximage/"
	fyne   = "fyne.io/"
)

// productImports returns what each Go file that is no test imports of this module,
// without the module's name, and of Fyne, by the file's path in the repository.
func productImports(t *testing.T) map[string][]string {
	t.Helper()
	root, all := filepath.Join("..", ".."), map[string][]string{}
	for _, room := range []string{"app", "assets", "imaging", "ui"} {
		for _, path := range productFiles(t, filepath.Join(root, room)) {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			within, err := filepath.Rel(root, path)
			if err != nil {
				t.Fatal(err)
			}
			all[within] = nil
			for _, spec := range file.Imports {
				to := strings.Trim(spec.Path.Value, `"`)
				if ours, ok := strings.CutPrefix(to, module); ok {
					all[within] = append(all[within], ours)
				} else if strings.HasPrefix(to, fyne) {
					all[within] = append(all[within], to)
				}
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("got %d files of product code, want those of the whole module", len(all))
	}
	return all
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
