package ui

import (
	"bytes"
	"os"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"
)

// TestTheFontThatComesWithTheProgramHasEveryCharacter is for bare systems, which
// have no other font to take a character from.
func TestTheFontThatComesWithTheProgramHasEveryCharacter(t *testing.T) {
	face, err := font.ParseTTF(bytes.NewReader(theme.DefaultTextFont().Content()))
	if err != nil {
		t.Fatal(err)
	}
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
