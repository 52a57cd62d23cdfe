package kit

import (
	"io"
	"log"
	"sync"

	"github.com/go-text/typesetting/fontscan"
)

// systemFonts are those that Fyne takes a character from which its own fonts
// lack; nil when there are none.
var systemFonts = sync.OnceValue(func() *fontscan.FontMap {
	fonts := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if err := fonts.UseSystemFonts(""); err != nil {
		return nil
	}
	fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
	return fonts
})

// fromSystem is the first character of the scripts that Fyne's own fonts lack:
// from here on they are East Asia's. Windows and macOS have a font for them, and
// so has a Linux that speaks their languages; to carry one would make the program
// larger by 4 to 20 MB.
const fromSystem = 0x1100

// Drawable tells whether there is a font for a text.
func Drawable(text string) bool {
	for _, r := range text {
		if r < fromSystem {
			continue
		}
		if systemFonts() == nil {
			return false
		}
		face := systemFonts().ResolveFace(r)
		if face == nil {
			return false
		}
		if _, there := face.NominalGlyph(r); !there {
			return false
		}
	}
	return true
}
