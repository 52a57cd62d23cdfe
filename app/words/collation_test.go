package words

import (
	"slices"
	"testing"
)

func TestTextsAreInTheOrderOfTheLanguage(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	for language, want := range map[string][]string{
		"fr": {"Centre", "Émirats", "Est", "états", "Zone"},
		"es": {"lima", "llama", "luz", "ñandú", "oeste"},
		"de": {"Äpfel", "Arm", "Öl", "Zug"},
	} {
		Use(language)
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, Collation())
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
}
