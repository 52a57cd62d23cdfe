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
	if place, err := over(ring).Set(ctx, host, user, token, true); place != Keyring || err != nil {
		t.Fatalf("set: %q, %v", place, err)
	}
	if stored := ring.stored["auximage:"+host+" "+user]; stored != token {
		t.Errorf("the keyring has %q", stored)
	}
	next := over(ring) // the program's next start
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
	ring := newRing(nil)
	ctx := t.Context()
	k := over(ring)
	for _, keep := range []bool{true, false} {
		if _, err := k.Set(ctx, host, user, token, keep); err != nil {
			t.Fatal(err)
		}
	}
	if got, place, err := k.Get(ctx, host, user); got != token || place != ThisRun || err != nil {
		t.Errorf("in this run: %q, %q, %v", got, place, err)
	}
	if got, place, err := over(ring).Get(ctx, host, user); got != "" || place != Nowhere || err != nil {
		t.Errorf("in the next: %q, %q, %v", got, place, err)
	}
}

func TestWithoutAKeyringATokenIsKeptForThisRun(t *testing.T) {
	ctx := t.Context()
	k := over(newRing(errors.New("no bus")))
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
	k := over(newRing(nil))
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

func TestAKeyringThatAwaitsItsOwnerHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := newPrompting()
		k := over(ring)
		ctx := t.Context()
		start := time.Now()
		if place, err := k.Set(ctx, host, user, token, true); place != ThisRun || !report.Has(err, CodeBlocked) {
			t.Errorf("set: %q, %v", place, err)
		}
		if took := time.Since(start); took != answerTimeout {
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
	k := over(newRing(nil))
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
