package kit

import "testing"

func TestATextIsDrawableWhereThereIsAFontForIt(t *testing.T) {
	for text, want := range map[string]bool{"Français": true, "Português": true, "English": true, "\U0010fffd": false} {
		if Drawable(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
