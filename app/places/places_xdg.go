//go:build !windows && !darwin

package places

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// line is how xdg-user-dirs writes the folder: "$HOME/Downloads" or absolute,
// in quotes, with a backslash before what a shell would take for something else.
var line = regexp.MustCompile(`(?m)^\s*XDG_DOWNLOAD_DIR\s*=\s*"((?:[^"\\]|\\.)*)"`)

var escaped = regexp.MustCompile(`\\(.)`)

// downloads returns the folder that user-dirs.dirs names; where it names none,
// the usual one.
func downloads(home string) string {
	config := cmp.Or(os.Getenv("XDG_CONFIG_HOME"), filepath.Join(home, ".config"))
	text, _ := os.ReadFile(filepath.Join(config, "user-dirs.dirs")) // a desktop may have none
	match := line.FindSubmatch(text)
	if match == nil {
		return filepath.Join(home, "Downloads")
	}
	dir := string(match[1])
	if rest, ok := strings.CutPrefix(dir, "$HOME"); ok && (rest == "" || rest[0] == '/') {
		return filepath.Join(home, escaped.ReplaceAllString(rest, "$1"))
	}
	dir = escaped.ReplaceAllString(dir, "$1")
	if !filepath.IsAbs(dir) {
		return "" // the specification allows no other
	}
	return filepath.Clean(dir)
}
