package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for.
const (
	colorPanel  fyne.ThemeColorName = "panel"       // what a section stands on
	colorBorder fyne.ThemeColorName = "panelBorder" // around it
	colorMuted  fyne.ThemeColorName = "muted"       // help and captions
)

// sizeTitle is that of a dialog's title, which Fyne has no name for.
const sizeTitle fyne.ThemeSizeName = "title"

// look is the program's theme: calm surfaces, and every text at least 4.5:1
// against what it stands on.
type look struct {
	force string // "light", "dark", or the system's when empty
}

func (l look) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch l.force {
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

func (look) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

func (look) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

func (look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameSubHeadingText:
		return 16
	case sizeTitle:
		return 18
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 5
	}
	return theme.DefaultTheme().Size(name)
}
