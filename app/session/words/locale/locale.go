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
	isC := func(name string) bool { return strings.HasPrefix(os.Getenv(name), "C.") }
	switch {
	case isC("LC_ALL") && os.Getenv("LANGUAGE") == "":
		_ = os.Setenv("LANGUAGE", "en")
	case os.Getenv("LC_ALL") == "" && isC(cmp.Or(set("LC_MESSAGES"), "LANG")):
		_ = os.Setenv("LC_MESSAGES", "en") // of messages only: the encoding stays
	}
}

// set returns the name of a variable that has a value, else nothing.
func set(name string) string {
	if os.Getenv(name) == "" {
		return ""
	}
	return name
}
