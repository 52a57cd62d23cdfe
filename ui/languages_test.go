package ui

import (
	"slices"
	"testing"

	"auximage/app/words"
)

func TestALanguageIsOfferedWhereThereIsAFontForIt(t *testing.T) {
	w := opened(t)
	w.openPreferences()
	offered := w.preferences.language.values
	for _, name := range words.Languages() {
		if got, want := slices.Contains(offered, name), drawable(words.NameOf(name)); got != want {
			t.Errorf("%s: offered %v, drawable %v", name, got, want)
		}
	}
}
