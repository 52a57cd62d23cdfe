package ui

import (
	"slices"
	"testing"

	"auximage/app/words"
	"auximage/ui/kit"
)

func TestALanguageIsOfferedWhereThereIsAFontForIt(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	offered := w.preferences.language.Values
	for _, name := range words.Languages() {
		if got, want := slices.Contains(offered, name), kit.Drawable(words.NameOf(name)); got != want {
			t.Errorf("%s: offered %v, drawable %v", name, got, want)
		}
	}
}
