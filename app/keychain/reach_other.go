//go:build !((dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd)

package keychain

import "context"

// Reach returns nothing: Windows and macOS have a keyring.
func (system) Reach(context.Context) error { return nil }
