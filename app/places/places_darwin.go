package places

import "path/filepath"

// downloads returns the folder, which has this name on disk in every language.
func downloads(home string) string { return filepath.Join(home, "Downloads") }
