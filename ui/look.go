package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/ui/kit"
)

// askDesktop follows the desktop's theme once it is known that there is one.
func (w *Window) askDesktop(saysTheme func() bool) {
	if saysTheme() {
		fyne.Do(func() {
			w.themeless = false
			w.redraw()
		})
	}
}

// themeOf returns the theme to be forced, empty to follow the desktop: light
// where the desktop says nothing.
func (w *Window) themeOf(p session.Preferences) string {
	if p.Theme == "" && w.themeless {
		return "light"
	}
	return p.Theme
}

// usePreferences takes language and theme over; widgets are made anew by build.
func (w *Window) usePreferences(p session.Preferences) {
	if w.preferred != p.Language {
		w.preferred = p.Language
		speak(p.Language)
	}
	force := w.themeOf(p)
	if old, ok := w.app.Settings().Theme().(kit.Theme); !ok || old.Force != force {
		w.app.Settings().SetTheme(kit.Theme{Force: force})
	}
}
