//go:build !(linux || freebsd || openbsd || netbsd)

package main

// desktopSaysTheme tells that Windows and macOS say if they are light or dark.
func desktopSaysTheme() bool { return true }
