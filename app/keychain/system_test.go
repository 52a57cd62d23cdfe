//go:build keyring

package keychain_test

import (
	"fmt"
	"os/exec"
	"testing"
	"time"

	"auximage/app/keychain"
	"auximage/imaging/report"
)

// These run in a D-Bus session of their own with an unlocked gnome-keyring:
//
//	dbus-run-session -- sh -c 'printf test | gnome-keyring-daemon --unlock --components=secrets; go test -tags keyring ./app/keychain'

const (
	host  = "lhr.ocir.io"
	token = "aUth-t0ken"
)

func TestTheSystemsKeyring(t *testing.T) {
	ctx := t.Context()
	name := fmt.Sprint("ns/test-", time.Now().UnixNano())
	if kept, err := keychain.New().Set(ctx, host, name, token); !kept || err != nil {
		t.Fatalf("set: %t, %v", kept, err)
	}
	if got, err := keychain.New().Get(ctx, host, name); got != token || err != nil {
		t.Errorf("after a restart: %q, %v", got, err)
	}
	if kept, err := keychain.New().Set(ctx, host, name, token+"2"); !kept || err != nil {
		t.Errorf("set anew: %t, %v", kept, err)
	}
	if got, err := keychain.New().Get(ctx, host, name); got != token+"2" || err != nil {
		t.Errorf("set anew: %q, %v", got, err)
	}
	if err := keychain.New().Forget(ctx, host, name); err != nil {
		t.Errorf("forget: %v", err)
	}
	if got, err := keychain.New().Get(ctx, host, name); got != "" || err != nil {
		t.Errorf("gone: %q, %v", got, err)
	}
}

// It is the last one: nobody is there to unlock it again.
func TestTheSystemsKeyringLocked(t *testing.T) {
	ctx := t.Context()
	name := fmt.Sprint("ns/test-", time.Now().UnixNano())
	if kept, err := keychain.New().Set(ctx, host, name, token); !kept || err != nil {
		t.Fatalf("set: %t, %v", kept, err)
	}
	lock := exec.CommandContext(ctx, "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets",
		"/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
		"array:objpath:/org/freedesktop/secrets/collection/login")
	if answer, err := lock.CombinedOutput(); err != nil {
		t.Fatalf("lock: %v\n%s", err, answer)
	}
	k := keychain.New()
	start := time.Now()
	if got, err := k.Get(ctx, host, name); got != "" || err == nil {
		t.Errorf("get: %q, %v", got, err)
	}
	kept, err := k.Set(ctx, host, name, token)
	if _, named := report.Of(err); kept || !named {
		t.Errorf("set: %t, %v", kept, err)
	}
	if took := time.Since(start); took > 45*time.Second {
		t.Errorf("a locked keyring held the work up for %v", took)
	}
}

func TestAKeyringIsReachedWhereThereIsOne(t *testing.T) {
	if err := keychain.New().Reach(t.Context()); err != nil {
		t.Errorf("on a bus with a keyring: %v", err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if err := keychain.New().Reach(t.Context()); !report.Has(err, keychain.CodeUnavailable) {
		t.Errorf("without a bus: got %v, want %s", err, keychain.CodeUnavailable)
	}
}
