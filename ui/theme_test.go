package ui

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/ui/kit"
)

func TestTheThemeIsLightWhereTheDesktopSaysNothing(t *testing.T) {
	for name, c := range map[string]struct {
		says   func() bool
		chosen string
		want   string // what is forced; empty follows the desktop
	}{
		"it says nothing":               {func() bool { return false }, "", "light"},
		"it says what it is":            {func() bool { return true }, "", ""},
		"it is known to say":            {nil, "", ""},
		"it says nothing, dark chosen":  {func() bool { return false }, "dark", "dark"},
		"it says what it is, but light": {func() bool { return true }, "light", "light"},
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.look.themeless = c.says != nil
			if c.says != nil {
				w.look.follow(c.says, w.redraw)
			}
			if err := w.session.SetPreferences(t.Context(), session.Preferences{Theme: c.chosen}); err != nil {
				t.Fatal(err)
			}
			w.redraw()
			look := w.app.Settings().Theme().(kit.Theme)
			if look.Force != c.want {
				t.Errorf("forced is %q, want %q", look.Force, c.want)
			}
			light := look.Color(theme.ColorNameBackground, theme.VariantLight)
			if c.want == "light" && look.Color(theme.ColorNameBackground, theme.VariantDark) != light {
				t.Error("it is dark where Fyne takes dark")
			}
		})
	}
}
