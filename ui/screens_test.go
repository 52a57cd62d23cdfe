package ui

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
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

// takes returns the takes that can differ in their layout, and for pictures those
// that differ to the eye.
func takes() (all []take) {
	for _, language := range words.Languages() {
		for _, size := range sizes {
			all = append(all, take{language, "light", size, 1})
			if *screens != "" && slices.Contains(thorough, language) {
				all = append(all, take{language, "dark", size, 1})
			}
		}
		if *screens != "" && slices.Contains(thorough, language) {
			all = append(all, take{language, "light", sizes[1], 1.5}, take{language, "light", sizes[1], 2},
				take{language, "light", wide, 1}, take{language, "dark", wide, 1})
		}
	}
	return all
}

func TestEveryScreenFitsItsWindowInEveryLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, k := range takes() {
		t.Run(k.String(), func(t *testing.T) {
			downloads := homeOfLab(t)
			w := openedIn(t, filepath.Dir(downloads))
			if err := w.session.SetPreferences(session.Preferences{Language: k.language, Theme: k.theme}); err != nil {
				t.Fatal(err)
			}
			w.window.Canvas().(interface{ SetScale(float32) }).SetScale(k.scale)
			w.options.Downloads = downloads
			sheet := &contactSheet{}
			for _, name := range slices.Sorted(maps.Keys(shots)) {
				t.Run(name, func(t *testing.T) { w.screen(t, name, k, sheet) })
			}
			sheet.save(t, filepath.Join(*screens, "sheet-"+k.String()+".png"))
		})
	}
}

// homeOfLab makes the home of the person whose screen it is, and returns the folder
// for downloads in it: its path is seen.
func homeOfLab(t *testing.T) string {
	t.Helper()
	above, err := os.MkdirTemp("", "home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(above) })
	downloads := filepath.Join(above, "lab", "Downloads")
	if err := os.MkdirAll(downloads, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", filepath.Dir(downloads))
	return downloads
}

// screen draws one screen, checks it, and saves it and puts it on the sheet where
// that was asked for.
func (w *Window) screen(t *testing.T, name string, k take, sheet *contactSheet) {
	w.view = view{tab: 1, unfolded: map[string]bool{}}
	for _, key := range []string{"sign-in", "tooling"} {
		w.view.folds.choose(key, false)
	}
	w.redraw()
	w.build()
	w.window.Resize(k.size)
	shot := shots[name]
	s := shot.draw(w)
	s.Fields = s.Form.Check() // whatever else is invented
	s.Preferences.Language, s.Preferences.Theme = k.language, k.theme
	w.draw(s)
	w.window.Resize(k.size.AddWidthHeight(1, 1))
	w.window.Resize(k.size)
	w.auxiliary.page.ScrollToTop()
	if shot.at != nil {
		shot.at(w)
	}
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		top.Refresh()
	}
	for _, fault := range slices.Concat(w.misfits(k.size), w.cancelAstray()) {
		t.Error(fault)
	}
	if *screens != "" && slices.Contains(pictured, k.language) {
		if !kit.Drawable(words.NameOf(k.language)) {
			t.Fatalf("no font for %s is installed", words.NameOf(k.language))
		}
		taken := picture(w.window.Canvas())
		sheet.add(taken)
		savePicture(t, filepath.Join(*screens, k.String(), name+".png"), taken)
	}
	w.dialogs.CloseAll()
	if l := w.auxiliary.target.region.list; l != nil {
		l.close()
	}
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
