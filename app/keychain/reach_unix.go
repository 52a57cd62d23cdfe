//go:build (dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd

package keychain

import (
	"context"
	"errors"
	"slices"

	"github.com/godbus/dbus/v5"
)

// secretService is the bus name that each keyring takes, as the Secret Service API
// of freedesktop.org has it.
const secretService = "org.freedesktop.secrets"

// errNoService stands for a session bus on which nothing keeps secrets.
var errNoService = errors.New("nothing on the session bus answers to " + secretService)

// Reach asks the session bus whether a secret service runs or can be started. It
// starts none, and no bus.
func (system) Reach(ctx context.Context) error {
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	if err := bus.Auth(nil); err != nil {
		return err
	}
	if err := bus.Hello(); err != nil {
		return err
	}
	for _, method := range []string{"ListNames", "ListActivatableNames"} {
		var names []string
		if err := bus.BusObject().CallWithContext(ctx, "org.freedesktop.DBus."+method, 0).Store(&names); err != nil {
			return err
		}
		if slices.Contains(names, secretService) {
			return nil
		}
	}
	return errNoService
}
