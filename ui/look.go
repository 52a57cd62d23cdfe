package ui

import (
	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/ui/kit"
)

// look is the language and the theme in use.
type look struct {
	app       fyne.App
	themeless bool   // the desktop does not say whether it is light or dark, as far as that is known
	preferred string // language asked for last, "?" before the first
}

// follow tells, on Fyne's goroutine, once it is known that the desktop has a theme.
func (k *look) follow(saysTheme func() bool, known func()) {
	if saysTheme() {
		fyne.Do(func() {
			k.themeless = false
			known()
		})
	}
}

// themeOf returns the theme to be forced, empty to follow the desktop: light
// where the desktop says nothing.
func (k *look) themeOf(p session.Preferences) string {
	if p.Theme == "" && k.themeless {
		return "light"
	}
	return p.Theme
}

// use takes language and theme over; widgets are made anew by build.
func (k *look) use(p session.Preferences) {
	if k.preferred != p.Language {
		k.preferred = p.Language
		speak(p.Language)
	}
	force := k.themeOf(p)
	if old, ok := k.app.Settings().Theme().(kit.Theme); !ok || old.Force != force {
		k.app.Settings().SetTheme(kit.Theme{Force: force})
	}
}
