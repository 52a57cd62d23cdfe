package keychain

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
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

// fakeRing is a keyring that answers when its owner has, with a fault if it
// has one. It notices two callers at once.
type fakeRing struct {
	owner  chan struct{} // closed when the owner has answered
	fault  error
	atWork atomic.Bool
	stored map[string]string
}

func newRing(fault error) *fakeRing {
	r := newPrompting()
	r.fault = fault
	close(r.owner)
	return r
}

func newPrompting() *fakeRing {
	return &fakeRing{owner: make(chan struct{}), stored: map[string]string{}}
}

func (r *fakeRing) use(do func()) error {
	if r.atWork.Swap(true) {
		return errors.New("two callers at once")
	}
	defer r.atWork.Store(false)
	<-r.owner
	if r.fault == nil {
		do()
	}
	return r.fault
}

func (r *fakeRing) Get(service, user string) (secret string, err error) {
	ok := false
	if err := r.use(func() { secret, ok = r.stored[service+" "+user] }); err != nil {
		return "", err
	}
	if !ok {
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (r *fakeRing) Set(service, user, secret string) error {
	return r.use(func() { r.stored[service+" "+user] = secret })
}

func (r *fakeRing) Reach(context.Context) error { return r.use(func() {}) }

func (r *fakeRing) Delete(service, user string) error {
	if _, err := r.Get(service, user); err != nil {
		return err
	}
	return r.use(func() { delete(r.stored, service+" "+user) })
}

func TestATokenIsKeptInTheKeyringAndForgotten(t *testing.T) {
	ring := newRing(nil)
	ctx := t.Context()
	if kept, err := over(ring).Set(ctx, host, user, token); !kept || err != nil {
		t.Fatalf("set: %t, %v", kept, err)
	}
	if stored := ring.stored["auximage:"+host+" "+user]; stored != token {
		t.Errorf("the keyring has %q", stored)
	}
	next := over(ring) // the program's next start
	if got, err := next.Get(ctx, host, user); got != token || err != nil {
		t.Errorf("get: %q, %v", got, err)
	}
	if got, err := next.Get(ctx, "fra.ocir.io", user); got != "" || err != nil {
		t.Errorf("another host: %q, %v", got, err)
	}
	for _, when := range []string{"forget", "forget twice"} {
		if err := next.Forget(ctx, host, user); err != nil {
			t.Errorf("%s: %v", when, err)
		}
		if got, err := next.Get(ctx, host, user); got != "" || err != nil {
			t.Errorf("after %s: %q, %v", when, got, err)
		}
	}
}

func TestAKeyringThatIsNotThereKeepsNothing(t *testing.T) {
	ctx := t.Context()
	k := over(newRing(errors.New("no bus")))
	if _, err := k.Get(ctx, host, user); !report.Has(err, CodeUnavailable) {
		t.Errorf("get: %v", err)
	}
	kept, err := k.Set(ctx, host, user, token)
	if f, _ := report.Of(err); kept || f.Code != CodeUnavailable || f.Severity != report.Warning {
		t.Errorf("set: %t, %v", kept, err)
	}
	if strings.Contains(fmt.Sprint(err), token) {
		t.Errorf("the token stands in %v", err)
	}
	if err := k.Forget(ctx, host, user); !report.Has(err, CodeUnavailable) {
		t.Errorf("forget: %v", err)
	}
}

// lockedRing is a keyring whose owner does not unlock it.
type lockedRing struct{ *fakeRing }

func (lockedRing) Reach(context.Context) error { return nil }

func TestAKeyringThatStaysLockedIsSaidToBeThere(t *testing.T) {
	k := over(lockedRing{newRing(errors.New("failed to unlock correct collection"))})
	if _, err := k.Get(t.Context(), host, user); !report.Has(err, CodeLocked) {
		t.Errorf("get: %v", err)
	}
	if kept, err := k.Set(t.Context(), host, user, token); kept || !report.Has(err, CodeLocked) {
		t.Errorf("set: %t, %v", kept, err)
	}
	if err := k.Forget(t.Context(), host, user); !report.Has(err, CodeLocked) {
		t.Errorf("forget: %v", err)
	}
	if err := k.Reach(t.Context()); err != nil {
		t.Errorf("reach: %v", err)
	}
}

func TestATokenThatIsTooLongForWindowsIsKeptNowhere(t *testing.T) {
	k := over(newRing(nil))
	long := strings.Repeat("x", maxSecret+1)
	if kept, err := k.Set(t.Context(), host, user, long); kept || !report.Has(err, CodeTooBig) {
		t.Errorf("set: %t, %v", kept, err)
	}
	if kept, err := k.Set(t.Context(), host, user, long[1:]); !kept || err != nil {
		t.Errorf("one byte less: %t, %v", kept, err)
	}
}

func TestAKeyringThatAwaitsItsOwnerHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newPrompting()
		k := over(ring)
		ctx := t.Context()
		start := time.Now()
		if kept, err := k.Set(ctx, host, user, token); kept || !report.Has(err, CodeBlocked) {
			t.Errorf("set: %t, %v", kept, err)
		}
		if took := time.Since(start); took != answerTimeout {
			t.Errorf("set took %v", took)
		}
		start = time.Now()
		if _, err := k.Get(ctx, "fra.ocir.io", user); !report.Has(err, CodeBlocked) || time.Since(start) != 0 {
			t.Errorf("the next caller: %v after %v", err, time.Since(start))
		}
		close(ring.owner) // who answers at last
		synctest.Wait()
		if got, err := k.Get(ctx, host, user); got != token || err != nil {
			t.Errorf("get, unlocked: %q, %v", got, err)
		}
	})
}

func TestAKeyringThatAnswersLateDoesNotBringAForgottenTokenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newPrompting()
		k := over(ring)
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if kept, err := k.Set(stopped, host, user, token); kept || !report.Has(err, CodeBlocked) {
			t.Errorf("set: %t, %v", kept, err)
		}
		if _, err := k.Set(t.Context(), host, user, token); !report.Has(err, CodeBlocked) {
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
	ring := newRing(nil)
	k := over(ring)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			name := fmt.Sprint(user, i%3)
			if _, err := k.Set(t.Context(), host, name, token); err != nil {
				t.Error(err)
			}
			if _, err := k.Get(t.Context(), host, name); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got, want := len(ring.stored), 3; got != want { // the last call for each
		t.Errorf("the keyring has %d tokens, want %d", got, want)
	}
}
