// Package locale names the language of a system that has none before Fyne looks
// for it: to Fyne, C.UTF-8, as containers and pipelines have it, is a faulty
// language tag, and it says so on standard error. Import it for its effect;
// packages are initialized in the order of their paths, this one before Fyne.
package locale

import (
	"cmp"
	"os"
	"strings"
)

func init() {
	system := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG"))
	if strings.HasPrefix(system, "C.") && os.Getenv("LANGUAGE") == "" {
		_ = os.Setenv("LANGUAGE", "en") // of messages only: the encoding stays
	}
}
