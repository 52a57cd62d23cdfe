package ui

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/words"
)

var screens = flag.String("screens", "", "folder to save a picture of each screen in")

// sizes are the least window that all must fit and the one that a first start has.
var sizes = []fyne.Size{fyne.NewSize(900, 600), fyne.NewSize(1024, 700)}

// wide is that of a whole screen.
var wide = fyne.NewSize(1920, 1080)

// pictured are the languages that pictures are made in, and thorough those of them
// that are looked at in each look and size.
var (
	pictured = []string{"en", "fr", "de", "ja", "ko", "zh-CN", "zh-TW"}
	thorough = []string{"en", "fr", "de", "ja"}
)

// take is one way to look at all screens.
type take struct {
	language, theme string
	size            fyne.Size
	scale           float32
}

func (k take) String() string {
	look := k.theme
	if k.scale != 1 {
		look += fmt.Sprint("@", k.scale)
	}
	return fmt.Sprintf("%s-%s-%.0f", k.language, look, k.size.Width)
}

// takes returns the takes that can differ in their layout, the larger size in some
// languages alone: Fyne keeps what was drawn for a test as long as its process runs.
// For pictures it returns those that differ to the eye: in some languages each size in
// each look and at each scale.
func takes() (all []take) {
	for _, language := range words.Languages() {
		if known := slices.Contains(thorough, language); !known || *screens == "" {
			all = append(all, take{language, "light", sizes[0], 1})
			if known {
				all = append(all, take{language, "light", sizes[1], 1})
			}
			continue
		}
		for _, size := range append(sizes, wide) {
			all = append(all, take{language, "light", size, 1}, take{language, "dark", size, 1},
				take{language, "light", size, 1.5}, take{language, "dark", size, 2})
		}
	}
	slices.SortStableFunc(all, func(a, b take) int { return cmp.Compare(b.theme, a.theme) }) // another theme takes long
	return all
}

// walks lead to all pictures, in their order.
var walks = []struct {
	name string
	take func(*gallery, *testing.T)
}{
	{"first-start", (*gallery).firstStart},
	{"try-out", (*gallery).tryOut},
	{"typing", (*gallery).typing},
	{"erring", (*gallery).erring},
	{"collecting", (*gallery).collecting},
	{"signing-in", (*gallery).signingIn},
	{"console", (*gallery).console},
	{"dialogs", (*gallery).dialogs},
	{"creating", (*gallery).creating},
	{"pushing", (*gallery).pushing},
	{"waiting", (*gallery).waiting},
	{"repairing", (*gallery).repairing},
	{"preparing", (*gallery).preparing},
	{"projects", (*gallery).projects},
	{"opening", (*gallery).opening},
	{"opening-large", (*gallery).openingLarge},
	{"cloud", (*gallery).cloud},
}

// TestEveryScreenFitsItsWindowInEveryLanguage draws what people see, in every look,
// where their sessions are.
func TestEveryScreenFitsItsWindowInEveryLanguage(t *testing.T) {
	homeOfLab(t)
	g := &gallery{sheets: map[take]*contactSheet{}, named: map[string]bool{}}
	for _, w := range walks {
		t.Run(w.name, func(t *testing.T) { w.take(g, t) })
	}
	for k, sheet := range g.sheets {
		sheet.save(t, filepath.Join(*screens, "sheet-"+k.String()+".png"))
	}
}

// homeOfLab makes the home of the person whose screen it is: its path is seen.
func homeOfLab(t *testing.T) {
	t.Helper()
	above, err := os.MkdirTemp("", "home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(above) })
	t.Setenv("HOME", filepath.Join(above, "lab"))
}

// cancelAstray tells of a dialog whose Cancel is not its first button.
func (w *Window) cancelAstray() (faults []string) {
	top := w.dialogs.Top()
	if top == nil {
		return nil
	}
	for i, b := range top.Buttons {
		if b.Text == words.L("Cancel") && i > 0 {
			faults = append(faults, fmt.Sprintf("Cancel is button %d of %q", i+1, top.Title.Text))
		}
	}
	return faults
}
