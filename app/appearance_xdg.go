//go:build linux || freebsd || openbsd || netbsd

package main

import (
	"os"

	"github.com/rymdport/portal/settings/appearance"
)

// desktopSaysTheme tells whether the desktop says if it is light or dark: through
// its portal, or FYNE_THEME in its place. Where it does not, Fyne takes dark. It
// may wait for the desktop.
func desktopSaysTheme() bool {
	if os.Getenv("FYNE_THEME") != "" {
		return true
	}
	_, err := appearance.GetColorScheme()
	return err == nil
}
