package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// ink is an opaque colour that stays one where Fyne draws the shortcuts of a menu:
// there it takes 95 hundredths of the alpha's 16 bits, and of these the lower 8.
type ink struct{ color.NRGBA }

// RGBA returns an alpha that is opaque in its upper 8 bits, and nearly so in the
// lower ones of its 95 hundredths.
func (i ink) RGBA() (r, g, b, a uint32) {
	r, g, b, _ = i.NRGBA.RGBA()
	return r, g, b, 0xffba
}

func veil(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

var lightColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0xf3f5f7),
	theme.ColorNameButton:              rgb(0xe6eaee),
	theme.ColorNameDisabled:            rgb(0x5d6874),
	theme.ColorNameDisabledButton:      rgb(0xedf0f3),
	theme.ColorNameError:               rgb(0xb3261e),
	theme.ColorNameFocus:               veil(0x1d5fa6, 0x50),
	theme.ColorNameForeground:          ink{rgb(0x1d2733)},
	theme.ColorNameForegroundOnError:   rgb(0xffffff),
	theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
	theme.ColorNameForegroundOnSuccess: rgb(0xffffff),
	theme.ColorNameForegroundOnWarning: rgb(0xffffff),
	theme.ColorNameHeaderBackground:    rgb(0xedf0f3),
	theme.ColorNameHover:               veil(0x1d2733, 0x12),
	theme.ColorNameHyperlink:           rgb(0x1d5fa6),
	theme.ColorNameInputBackground:     rgb(0xffffff),
	theme.ColorNameInputBorder:         rgb(0x818c98),
	theme.ColorNameMenuBackground:      rgb(0xffffff),
	theme.ColorNameOverlayBackground:   rgb(0xffffff),
	theme.ColorNamePlaceHolder:         rgb(0x636e7a),
	theme.ColorNamePressed:             veil(0x1d2733, 0x22),
	theme.ColorNamePrimary:             rgb(0x1d5fa6),
	theme.ColorNameScrollBar:           veil(0x1d2733, 0x66),
	theme.ColorNameScrollBarBackground: veil(0x1d2733, 0x0c),
	theme.ColorNameSelection:           veil(0x1d5fa6, 0x38),
	theme.ColorNameSeparator:           rgb(0xdde2e7),
	theme.ColorNameShadow:              veil(0x0b1620, 0x40),
	theme.ColorNameSuccess:             rgb(0x1a6b3c),
	theme.ColorNameWarning:             rgb(0x855600),
	ColorPanel:                         rgb(0xffffff),
	ColorBorder:                        rgb(0xdde2e7),
	ColorMuted:                         rgb(0x5d6874),
}

var darkColors = map[fyne.ThemeColorName]color.Color{
	theme.ColorNameBackground:          rgb(0x15181c),
	theme.ColorNameButton:              rgb(0x2d343c),
	theme.ColorNameDisabled:            rgb(0x9aa5b1),
	theme.ColorNameDisabledButton:      rgb(0x23292f),
	theme.ColorNameError:               rgb(0xff9a8f),
	theme.ColorNameFocus:               veil(0x86bdf5, 0x50),
	theme.ColorNameForeground:          ink{rgb(0xe8ecf0)},
	theme.ColorNameForegroundOnError:   rgb(0x2b0805),
	theme.ColorNameForegroundOnPrimary: rgb(0x07192c),
	theme.ColorNameForegroundOnSuccess: rgb(0x04200f),
	theme.ColorNameForegroundOnWarning: rgb(0x261900),
	theme.ColorNameHeaderBackground:    rgb(0x23292f),
	theme.ColorNameHover:               veil(0xffffff, 0x12),
	theme.ColorNameHyperlink:           rgb(0x86bdf5),
	theme.ColorNameInputBackground:     rgb(0x15181c),
	theme.ColorNameInputBorder:         rgb(0x6d7985),
	theme.ColorNameMenuBackground:      rgb(0x23292f),
	theme.ColorNameOverlayBackground:   rgb(0x1d2227),
	theme.ColorNamePlaceHolder:         rgb(0x98a3af),
	theme.ColorNamePressed:             veil(0xffffff, 0x28),
	theme.ColorNamePrimary:             rgb(0x86bdf5),
	theme.ColorNameScrollBar:           veil(0xffffff, 0x66),
	theme.ColorNameScrollBarBackground: veil(0xffffff, 0x0c),
	theme.ColorNameSelection:           veil(0x86bdf5, 0x48),
	theme.ColorNameSeparator:           rgb(0x333a42),
	theme.ColorNameShadow:              veil(0x000000, 0x90),
	theme.ColorNameSuccess:             rgb(0x7fd8a0),
	theme.ColorNameWarning:             rgb(0xf5c26b),
	ColorPanel:                         rgb(0x1d2227),
	ColorBorder:                        rgb(0x333a42),
	ColorMuted:                         rgb(0x9aa5b1),
}
