package ui

import (
	"fyne.io/fyne/v2/lang"

	"auximage/app/words"
	_ "auximage/ui/locale"
)

// speak sets the language, empty for the system's. Fyne follows the system and
// has no setter: it is given the chosen language's words under the name of the
// system's.
func speak(language string) {
	words.Use(language)
	_ = lang.AddTranslationsForLocale(words.File(), lang.SystemLocale())
}
