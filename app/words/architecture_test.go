package words

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// function is a function as the page for those who build has it: package.Name, or
// package.Type.Name for a method.
var function = regexp.MustCompile("`(\\w+(?:\\.\\w+){1,2})`")

func TestTheWaysOnThePageForThoseWhoBuildGoThroughFunctionsThatAreThere(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", ".github", "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## The way of a click")
	section, _, _ = strings.Cut(section, "\n## ")
	known, ways := functions(t), 0
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "- ") {
			continue
		}
		ways++
		passed := map[string]bool{}
		for _, m := range function.FindAllStringSubmatch(line, -1) {
			if !known[m[1]] {
				t.Errorf("there is no function %s", m[1])
			}
			if passed[m[1]] {
				t.Errorf("%s is passed twice", m[1])
			}
			passed[m[1]] = true
		}
		if len(passed) < 5 {
			t.Errorf("a way through %d functions: %s", len(passed), line)
		}
	}
	if ways != 4 {
		t.Errorf("got %d ways, want 4", ways)
	}
}

// functions returns all functions and methods of the source.
func functions(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	eachFile(t, token.NewFileSet(), func(f *ast.File) {
		for _, d := range f.Decls {
			made, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			receiver := ""
			if made.Recv != nil {
				of := made.Recv.List[0].Type
				if pointer, ok := of.(*ast.StarExpr); ok {
					of = pointer.X
				}
				receiver = typeName(of) + "."
			}
			known[f.Name.Name+"."+receiver+made.Name.Name] = true
		}
	})
	return known
}
