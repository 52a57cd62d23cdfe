package accounts_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"auximage/app/accounts"
	"auximage/app/keychain"
	"auximage/imaging/report"
)

var (
	me    = accounts.Account{Host: "lhr.ocir.io", User: "ns/me"}
	mail  = accounts.Account{Host: "lhr.ocir.io", User: "ns/oracleidentitycloudservice/me"}
	you   = accounts.Account{Host: "lhr.ocir.io", User: "ns/oracleidentitycloudservice/you"}
	other = accounts.Account{Host: "ghcr.io", User: "cat"}
)

// ring is a keyring with a fault, if it has one.
type ring struct {
	mu     sync.Mutex
	stored map[string]string
	fault  error
}

func (r *ring) use(do func()) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stored == nil {
		r.stored = map[string]string{}
	}
	if r.fault == nil {
		do()
	}
	return r.fault
}

func (r *ring) Get(_ context.Context, host, user string) (secret string, err error) {
	err = r.use(func() { secret = r.stored[host+" "+user] })
	return secret, err
}

func (r *ring) Set(_ context.Context, host, user, secret string) (bool, error) {
	err := r.use(func() { r.stored[host+" "+user] = secret })
	return err == nil, err
}

func (r *ring) Forget(_ context.Context, host, user string) error {
	return r.use(func() { delete(r.stored, host+" "+user) })
}

func (r *ring) Reach(context.Context) error { return r.use(func() {}) }

// owner holds a memory and what its keeper tells.
type owner struct {
	sync.Mutex
	accounts.Memory
	*accounts.Keeper
	secrets []string
	faults  []error
}

func newOwner(t *testing.T, r *ring, known ...accounts.Account) *owner {
	o := &owner{Memory: accounts.Remember(known)}
	o.Keeper = accounts.NewKeeper(t.Context(), r, func(h accounts.Heard) {
		o.do(func(m *accounts.Memory) { h.Change(m) })
		if h.Secret != "" {
			o.secrets = append(o.secrets, h.Secret)
		}
		if h.Err != nil {
			o.faults = append(o.faults, h.Err)
		}
	})
	return o
}

func (o *owner) do(f func(*accounts.Memory)) {
	o.Lock()
	defer o.Unlock()
	f(&o.Memory)
}

// accepts has a registry let the current account in.
func (o *owner) accepts(a accounts.Account, token string, inKeyring bool) {
	o.do(func(m *accounts.Memory) {
		if _, keep := m.Accept(a, token); keep {
			o.Keep(m, a, token, inKeyring)
		}
	})
	o.Wait()
}

func TestATokenIsKeptOnceItWasAccepted(t *testing.T) {
	unavailable := report.Finding{Code: keychain.CodeUnavailable, Severity: report.Warning}
	for name, c := range map[string]struct {
		ring      *ring
		inKeyring bool
		place     accounts.Place
		stored    string
		missing   bool
	}{
		"in the keyring":          {&ring{}, true, accounts.InKeyring, "token", false},
		"for this run":            {&ring{}, false, accounts.ThisRun, "", false},
		"where there is none":     {&ring{fault: unavailable}, true, accounts.ThisRun, "", true},
		"where it does not serve": {&ring{fault: errors.New("no")}, true, accounts.ThisRun, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := newOwner(t, c.ring)
				o.Follow(me)
				o.Hold("token")
				if got := o.Held(); got.Place != accounts.Typed || !got.Typed {
					t.Errorf("before it was accepted it is %+v", got)
				}
				o.accepts(me, "token", c.inKeyring)
				if got, want := o.Held(), (accounts.Token{Value: "token", Place: c.place}); got != want {
					t.Errorf("got %+v, want %+v", got, want)
				}
				if got := c.ring.stored["lhr.ocir.io ns/me"]; got != c.stored || report.Has(o.Keyring(), keychain.CodeUnavailable) != c.missing {
					t.Errorf("the keyring has %q, want %q; missing: %v, want %t", got, c.stored, o.Keyring(), c.missing)
				}
			})
		})
	}
}

func TestATokenOfTheKeyringLeavesItWhenItIsForThisRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &ring{}
		o := newOwner(t, r)
		o.Follow(me)
		o.do(func(m *accounts.Memory) { // one right after the other
			o.Keep(m, me, "token", true)
			o.Keep(m, me, "token", false)
		})
		o.Wait()
		if got := o.Kept(me); got.Place != accounts.ThisRun || len(r.stored) > 0 {
			t.Errorf("got %+v and the keyring has %d tokens, want none", got, len(r.stored))
		}
	})
}

func TestATokenGoesWithItsHostAndNoFurther(t *testing.T) {
	for name, c := range map[string]struct {
		to   accounts.Account
		held bool
	}{"another form of the name": {mail, true}, "another host": {other, false}, "another user": {you, false}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := newOwner(t, &ring{})
				o.Follow(me)
				o.Hold("token")
				o.accepts(me, "token", false)
				o.Follow(c.to)
				if got := o.Held().Value != ""; got != c.held {
					t.Errorf("a token is held: %t, want %t", got, c.held)
				}
				if o.Follow(you); o.Held().Value != "" {
					t.Error("it went on to another user")
				}
				o.Follow(me)
				if got := o.Held(); got.Value != "token" || got.Place != accounts.ThisRun {
					t.Errorf("back at its own account it is %+v", got)
				}
			})
		})
	}
}

func TestAnAcceptedTokenIsNeverShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOwner(t, &ring{})
		o.Follow(me)
		o.Hold("token")
		o.accepts(me, "token", true)
		for _, a := range []accounts.Account{me, mail, you, other} {
			if o.Follow(a); o.Shown(a) != "" {
				t.Errorf("%s at %s sees %q", a.User, a.Host, o.Shown(a))
			}
		}
		o.Follow(me)
		o.do(func(m *accounts.Memory) { o.Keep(m, me, "token", false) }) // out of the keyring again
		if o.Wait(); o.Shown(me) != "" {
			t.Errorf("out of the keyring it is shown: %q", o.Shown(me))
		}
	})
}

func TestATokenThatWasInTheKeyringIsNotShownForLeavingIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &ring{stored: map[string]string{me.Host + " " + me.User: "token"}}
		o := newOwner(t, r, me)
		o.do(func(m *accounts.Memory) { // as it is asked for when the account is named
			if _, lookUp := m.Follow(me); lookUp {
				o.LookUp(m, me)
			}
		})
		o.Wait()
		for _, inKeyring := range []bool{false, true, false} {
			o.do(func(m *accounts.Memory) { o.Keep(m, me, "token", inKeyring) })
			o.Wait()
			if got := o.Held(); got.Value != "token" || o.Shown(me) != "" {
				t.Errorf("in the keyring %v: held is %+v, and %q is shown", inKeyring, got, o.Shown(me))
			}
		}
		if len(r.stored) > 0 {
			t.Errorf("the keyring still has %v", r.stored)
		}
		o.Hold("another")
		if o.Shown(me) != "another" {
			t.Errorf("of a typed one %q is shown", o.Shown(me))
		}
	})
}

func TestWhatIsTypedWinsOverWhatIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &ring{stored: map[string]string{"lhr.ocir.io ns/me": "old"}}
		o := newOwner(t, r, me)
		o.do(func(m *accounts.Memory) {
			if other, lookUp := m.Follow(me); !other || !lookUp {
				t.Errorf("another account: %t, to be looked up: %t; want both", other, lookUp)
			}
			o.LookUp(m, me)
			if !m.Awaited() {
				t.Error("the token is not awaited")
			}
			m.Hold("new")
		})
		o.Wait()
		if got := o.Held().Value; got != "new" || o.Awaited() || strings.Join(o.secrets, " ") != "old" {
			t.Errorf("held is %q, awaited %t, told %q", got, o.Awaited(), o.secrets)
		}
	})
}

func TestAForgottenAccountIsGoneForThisRunAndTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &ring{}
		o := newOwner(t, r)
		o.Follow(me)
		o.Hold("token")
		o.accepts(me, "token", true)
		o.do(func(m *accounts.Memory) { m.Forget(me) })
		o.Keeper.Forget(me)
		o.Wait()
		if got, known := o.Token(me); got.Value != "" || !known || len(o.Known()) > 0 || len(r.stored) > 0 {
			t.Errorf("got %+v, accounts %v, the keyring has %d tokens", got, o.Known(), len(r.stored))
		}
	})
}

func TestAReplacedTokenIsNotTheAcceptedOne(t *testing.T) {
	o := newOwner(t, &ring{})
	o.Follow(me)
	o.Hold("typed since")
	if remembered, keep := o.Accept(me, "wrong"); remembered || keep || len(o.Known()) > 0 {
		t.Errorf("remembered: %t, to be kept: %t, accounts %v", remembered, keep, o.Known())
	}
}
