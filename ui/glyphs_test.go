package ui

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"auximage/ui/kit"
)

func faceOf(t *testing.T, source fyne.Resource) *font.Face {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(source.Content()))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// TestTheFontThatComesWithTheProgramHasEveryCharacter is for bare systems, which
// have no other font to take a character from.
func TestTheFontThatComesWithTheProgramHasEveryCharacter(t *testing.T) {
	face := faceOf(t, theme.DefaultTextFont())
	for _, language := range []string{"en", "fr", "de", "it", "es", "pt-BR"} {
		texts, err := os.ReadFile("../assets/translations/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(texts) {
			if _, there := face.NominalGlyph(r); !there && r > ' ' {
				t.Errorf("%s: the font has no %q", language, r)
			}
		}
	}
}

// TestEveryCharacterOfTheWindowIsInTheFontThatComesWithTheProgram is about what stands in
// the program itself, beside the translations.
func TestEveryCharacterOfTheWindowIsInTheFontThatComesWithTheProgram(t *testing.T) {
	test.NewTempApp(t)
	face, signs := faceOf(t, theme.DefaultTextFont()), faceOf(t, theme.DefaultTextMonospaceFont())
	const eastAsian = 0x3000 // from here on a system that speaks them has the font
	var files []string
	for _, pattern := range []string{"*.go", "kit/*.go", "../app/words/*.go", "../app/facts/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == filepath.Join("kit", "sign.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, is := n.(*ast.BasicLit); is && l.Kind == token.STRING {
				text, _ := strconv.Unquote(l.Value)
				for _, r := range text {
					in := face
					if drawnAsSign(r) {
						in = signs
					}
					if _, there := in.NominalGlyph(r); !there && r > ' ' && r < eastAsian {
						t.Errorf("%s: the font has no %q", name, r)
					}
				}
			}
			return true
		})
	}
}

// drawnAsSign tells whether a label draws a character by the other font.
func drawnAsSign(r rune) bool {
	parts := test.WidgetRenderer(kit.Line(string(r))).Objects()
	return len(parts) == 1 && parts[0].(*canvas.Text).TextStyle.Monospace
}
