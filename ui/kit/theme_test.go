package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// luminance is WCAG's relative luminance.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEveryTextStandsOutFromWhatItStandsOn(t *testing.T) {
	surfaces := []fyne.ThemeColorName{theme.ColorNameBackground, ColorPanel, theme.ColorNameOverlayBackground,
		theme.ColorNameInputBackground, theme.ColorNameMenuBackground}
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.ColorNameForeground:          append(surfaces, theme.ColorNameButton, theme.ColorNameHeaderBackground),
		ColorMuted:                         surfaces,
		theme.ColorNameDisabled:            append(surfaces, theme.ColorNameDisabledButton),
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground},
		theme.ColorNameError:               surfaces,
		theme.ColorNameWarning:             surfaces,
		theme.ColorNameSuccess:             surfaces,
		theme.ColorNamePrimary:             surfaces,
		theme.ColorNameHyperlink:           surfaces,
		theme.ColorNameForegroundOnPrimary: {theme.ColorNamePrimary},
		theme.ColorNameForegroundOnError:   {theme.ColorNameError},
		theme.ColorNameForegroundOnWarning: {theme.ColorNameWarning},
		theme.ColorNameForegroundOnSuccess: {theme.ColorNameSuccess},
	}
	for variant, name := range map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"} {
		l := Theme{}
		for text, grounds := range pairs {
			for _, ground := range grounds {
				if c := contrast(l.Color(text, variant), l.Color(ground, variant)); c < 4.5 {
					t.Errorf("%s: %s on %s is %.1f to 1", name, text, ground, c)
				}
			}
		}
		for _, ground := range surfaces {
			if c := contrast(l.Color(theme.ColorNameInputBorder, variant), l.Color(ground, variant)); c < 3 {
				t.Errorf("%s: a field's border on %s is %.1f to 1", name, ground, c)
			}
		}
	}
}

func TestAChosenThemeWinsOverTheSystems(t *testing.T) {
	dark := Theme{}.Color(theme.ColorNameBackground, theme.VariantDark)
	if got := (Theme{Force: "dark"}).Color(theme.ColorNameBackground, theme.VariantLight); got != dark {
		t.Errorf("dark is %v", got)
	}
}

func TestTheShortcutsOfAMenuCanBeRead(t *testing.T) {
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		_, _, _, a := Theme{}.Color(theme.ColorNameForeground, v).RGBA()
		if a>>8 != 0xff {
			t.Errorf("the text is not opaque: %#x", a)
		}
		if drawn := uint8(uint32(float32(a) * 0.95)); drawn < 0xe0 { // as Fyne's menu does
			t.Errorf("a shortcut is drawn with an alpha of %#x", drawn)
		}
	}
}
