package keychain

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"auximage/imaging/report"
)

const (
	host  = "lhr.ocir.io"
	user  = "ns/lab.user@oracle.com"
	token = "canary;token(1)"
)

func TestATokenIsKeptInTheKeyringAndForgotten(t *testing.T) {
	keyring.MockInit()
	ctx := t.Context()
	if place, err := New().Set(ctx, host, user, token, true); place != Keyring || err != nil {
		t.Fatalf("set: %q, %v", place, err)
	}
	if stored, err := keyring.Get("auximage:"+host, user); stored != token || err != nil {
		t.Errorf("the keyring has %q, %v", stored, err)
	}
	next := New() // the program's next start
	if got, place, err := next.Get(ctx, host, user); got != token || place != Keyring || err != nil {
		t.Errorf("get: %q, %q, %v", got, place, err)
	}
	if got, place, err := next.Get(ctx, "fra.ocir.io", user); got != "" || place != Nowhere || err != nil {
		t.Errorf("another host: %q, %q, %v", got, place, err)
	}
	if err := next.Forget(ctx, host, user); err != nil {
		t.Errorf("forget: %v", err)
	}
	if got, place, err := next.Get(ctx, host, user); got != "" || place != Nowhere || err != nil {
		t.Errorf("after forget: %q, %q, %v", got, place, err)
	}
	if err := next.Forget(ctx, host, user); err != nil {
		t.Errorf("forget twice: %v", err)
	}
}

func TestATokenThatIsNotToBeKeptLeavesTheKeyring(t *testing.T) {
	keyring.MockInit()
	ctx := t.Context()
	k := New()
	for _, keep := range []bool{true, false} {
		if _, err := k.Set(ctx, host, user, token, keep); err != nil {
			t.Fatal(err)
		}
	}
	if got, place, err := k.Get(ctx, host, user); got != token || place != ThisRun || err != nil {
		t.Errorf("in this run: %q, %q, %v", got, place, err)
	}
	if got, place, err := New().Get(ctx, host, user); got != "" || place != Nowhere || err != nil {
		t.Errorf("in the next: %q, %q, %v", got, place, err)
	}
}

func TestWithoutAKeyringATokenIsKeptForThisRun(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	ctx := t.Context()
	k := New()
	if _, place, err := k.Get(ctx, host, user); place != Nowhere || !report.Has(err, CodeUnavailable) {
		t.Errorf("get: %q, %v", place, err)
	}
	place, err := k.Set(ctx, host, user, token, true)
	if f, _ := report.Of(err); place != ThisRun || f.Code != CodeUnavailable || f.Severity != report.Warning {
		t.Errorf("set: %q, %v", place, err)
	}
	if strings.Contains(fmt.Sprint(err), token) {
		t.Errorf("the token stands in %v", err)
	}
	if got, place, err := k.Get(ctx, host, user); got != token || place != ThisRun || err != nil {
		t.Errorf("get: %q, %q, %v", got, place, err)
	}
	if err := k.Forget(ctx, host, user); !report.Has(err, CodeUnavailable) {
		t.Errorf("forget: %v", err)
	}
	if got, _, _ := k.Get(ctx, host, user); got != "" {
		t.Errorf("after forget: %q", got)
	}
}

func TestATokenOfAnyLengthServesThisRun(t *testing.T) {
	keyring.MockInit()
	k := New()
	long := strings.Repeat("x", maxSecret+1)
	if place, err := k.Set(t.Context(), host, user, long, true); place != ThisRun || !report.Has(err, CodeTooBig) {
		t.Errorf("set: %q, %v", place, err)
	}
	if got, place, _ := k.Get(t.Context(), host, user); got != long || place != ThisRun {
		t.Errorf("get: %d bytes, %q", len(got), place)
	}
	if place, err := k.Set(t.Context(), host, user, long[1:], true); place != Keyring || err != nil {
		t.Errorf("one byte less: %q, %v", place, err)
	}
}

// prompting is a keyring that answers when its owner has.
type prompting struct {
	owner  chan struct{}
	mu     sync.Mutex
	stored map[string]string
}

func (p *prompting) Get(service, user string) (string, error) {
	<-p.owner
	p.mu.Lock()
	defer p.mu.Unlock()
	if secret, ok := p.stored[service+user]; ok {
		return secret, nil
	}
	return "", keyring.ErrNotFound
}

func (p *prompting) Set(service, user, secret string) error {
	<-p.owner
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stored[service+user] = secret
	return nil
}

func (p *prompting) Delete(service, user string) error {
	<-p.owner
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.stored, service+user)
	return nil
}

func newPrompting() *prompting {
	return &prompting{owner: make(chan struct{}), stored: map[string]string{}}
}

func TestAKeyringThatAwaitsItsOwnerHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newPrompting()
		k := over(ring)
		ctx := t.Context()
		start := time.Now()
		if place, err := k.Set(ctx, host, user, token, true); place != ThisRun || !report.Has(err, CodeBlocked) {
			t.Errorf("set: %q, %v", place, err)
		}
		if took := time.Since(start); took != patience {
			t.Errorf("set took %v", took)
		}
		start = time.Now()
		if _, _, err := k.Get(ctx, "fra.ocir.io", user); !report.Has(err, CodeBlocked) || time.Since(start) != 0 {
			t.Errorf("the next caller: %v after %v", err, time.Since(start))
		}
		if got, place, err := k.Get(ctx, host, user); got != token || place != ThisRun || err != nil {
			t.Errorf("get: %q, %q, %v", got, place, err)
		}
		close(ring.owner) // who answers at last
		synctest.Wait()
		if got, place, err := k.Get(ctx, host, user); got != token || place != Keyring || err != nil {
			t.Errorf("get, unlocked: %q, %q, %v", got, place, err)
		}
	})
}

func TestAKeyringThatAnswersLateDoesNotBringAForgottenTokenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newPrompting()
		k := over(ring)
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if place, err := k.Set(stopped, host, user, token, true); place != ThisRun || !report.Has(err, CodeBlocked) {
			t.Errorf("set: %q, %v", place, err)
		}
		if _, err := k.Set(t.Context(), host, user, token, true); !report.Has(err, CodeBlocked) {
			t.Errorf("set: %v", err)
		}
		if err := k.Forget(t.Context(), host, user); !report.Has(err, CodeBlocked) {
			t.Errorf("forget: %v", err)
		}
		close(ring.owner)
		synctest.Wait()
		if len(ring.stored) != 0 {
			t.Errorf("the keyring has %d tokens", len(ring.stored))
		}
	})
}

func TestManyAtOnce(t *testing.T) {
	keyring.MockInit() // not safe for concurrent use: the calls must come one by one
	k := New()
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			name := fmt.Sprint(user, i%3)
			if _, err := k.Set(t.Context(), host, name, token, i%2 == 0); err != nil {
				t.Error(err)
			}
			if got, _, err := k.Get(t.Context(), host, name); got != token || err != nil {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	all.Wait()
}
