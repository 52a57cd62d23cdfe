package assets

import "embed"

// Translations holds one file a language, such as translations/fr.json: what
// stands on the screen, by English text or by report code.
//
//go:embed translations
var Translations embed.FS
