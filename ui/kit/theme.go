package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for.
const (
	ColorPanel  fyne.ThemeColorName = "panel"       // what a section stands on
	ColorBorder fyne.ThemeColorName = "panelBorder" // around it
	ColorMuted  fyne.ThemeColorName = "muted"       // help and captions
)

// SizeTitle is that of a dialog's title, which Fyne has no name for.
const SizeTitle fyne.ThemeSizeName = "title"

// Theme is the program's theme: calm surfaces, and every text at least 4.5:1
// against what it stands on.
type Theme struct {
	Force string // "light", "dark", or the system's when empty
}

func (l Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch l.Force {
	case "light":
		variant = theme.VariantLight
	case "dark":
		variant = theme.VariantDark
	}
	palette := lightColors
	if variant == theme.VariantDark {
		palette = darkColors
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

func (Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

func (Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

func (Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameSubHeadingText:
		return 16
	case SizeTitle:
		return 18
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 5
	}
	return theme.DefaultTheme().Size(name)
}
