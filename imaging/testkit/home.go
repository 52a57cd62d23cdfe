package testkit

import "runtime"

// Homes returns the variables that lead a program to a person's folders, each with
// a name for the folder that stands for it in a test: those of the XDG Base
// Directory Specification, or on Windows those that os.UserHomeDir,
// os.UserConfigDir, os.UserCacheDir and os.TempDir read.
func Homes() map[string]string {
	if runtime.GOOS == "windows" {
		return map[string]string{"USERPROFILE": "home", "APPDATA": "config", "LOCALAPPDATA": "cache", "TMP": "tmp", "TEMP": "tmp"}
	}
	return map[string]string{
		"HOME": "home", "TMPDIR": "tmp", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
		"XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run",
	}
}
