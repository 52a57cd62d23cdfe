// Package keychain keeps auth tokens in the system's keyring: Secret Service,
// macOS Keychain, Windows Credential Manager. A keyring may be missing, locked,
// or waiting for its owner to answer a prompt; every call here comes back
// within a bound all the same, and a token that no keyring takes is kept in
// memory for this run. It is never written to a file.
package keychain

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zalando/go-keyring"

	"auximage/imaging/report"
)

// Place says where a token is kept.
type Place string

// The places.
const (
	Nowhere Place = ""
	Keyring Place = "keyring"
	ThisRun Place = "run" // in memory
)

// What may come of a call, as warnings: the work goes on without a keyring.
const (
	CodeUnavailable report.Code = "keychain.unavailable" // no keyring, or it refused or is locked
	CodeBlocked     report.Code = "keychain.blocked"     // no answer in time: it waits for its owner
	CodeTooBig      report.Code = "keychain.too-big"     // Max, in bytes
)

// Windows takes this many bytes. The limit holds everywhere, so that a token
// that is kept on one system is on all.
const maxSecret = 2560

// answerTimeout is how long a keyring may take: time to type its password into a
// prompt, and not so long that a push seems to hang.
const answerTimeout = 20 * time.Second

// Keychain may be used by many goroutines.
type Keychain struct {
	ring  ring
	busy  chan struct{} // holds a value while the ring is at work
	stuck atomic.Bool   // the ring is at work for a caller who gave up

	mu  sync.Mutex
	run map[account]*string // tokens of this run; each Set makes a pointer of its own
}

type account struct{ host, user string }

// service is the name under which a host's tokens are filed.
func (a account) service() string { return "auximage:" + a.host }

// ring is a keyring as go-keyring offers it. It may block for any time.
type ring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
	Reach(context.Context) error // nil where there is a keyring
}

// New returns a keychain over the system's keyring.
func New() *Keychain { return over(system{}) }

func over(r ring) *Keychain {
	return &Keychain{ring: r, busy: make(chan struct{}, 1), run: map[account]*string{}}
}

// Get returns the token of a user at a host and where it was found. No token is
// no error; when the keyring could not be asked the error is a report.Finding.
func (k *Keychain) Get(ctx context.Context, host, user string) (secret string, place Place, err error) {
	a := account{host, user}
	if kept := k.ofRun(a); kept != nil {
		return *kept, ThisRun, nil
	}
	found, err := ask(ctx, k, func() (where, error) {
		secret, err := k.ring.Get(a.service(), a.user)
		if kept := k.ofRun(a); err != nil && kept != nil { // by a Set in the meantime
			return where{*kept, ThisRun}, nil
		}
		return where{secret, Keyring}, err
	})
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return "", Nowhere, nil
	case err != nil:
		return "", Nowhere, finding(err)
	}
	return found.secret, found.place, nil
}

type where struct {
	secret string
	place  Place
}

// Set keeps the token of a user at a host and returns where it is now. With
// keep it goes to the keyring; when that fails it is kept for this run, and the
// error is a report.Finding that says why. Without keep it is kept for this run
// only, and one that the keyring had is removed.
func (k *Keychain) Set(ctx context.Context, host, user, secret string, keep bool) (Place, error) {
	a := account{host, user}
	mine := k.keepForRun(a, secret)
	if keep && len(secret) > maxSecret {
		return ThisRun, finding(keyring.ErrSetDataTooBig)
	}
	place, err := ask(ctx, k, func() (Place, error) {
		switch {
		case k.ofRun(a) != mine: // a later Set or Forget was faster, and wins
			return ThisRun, nil
		case !keep:
			return ThisRun, k.delete(a)
		}
		if err := k.ring.Set(a.service(), a.user, secret); err != nil {
			return ThisRun, err
		}
		// So does one that came while the keyring was thinking.
		if !k.forgetIfSame(a, mine) {
			return ThisRun, k.delete(a)
		}
		return Keyring, nil
	})
	if err != nil {
		return ThisRun, finding(err)
	}
	return place, nil
}

// Reach returns a report.Finding where the system has no keyring. Nothing is opened
// for it, and nobody asked for a password.
func (k *Keychain) Reach(ctx context.Context) error {
	if _, err := ask(ctx, k, func() (struct{}, error) { return struct{}{}, k.ring.Reach(ctx) }); err != nil {
		return finding(err)
	}
	return nil
}

// Forget removes the token of a user at a host from memory and from the
// keyring. That there was none is no error.
func (k *Keychain) Forget(ctx context.Context, host, user string) error {
	a := account{host, user}
	k.forgetIfSame(a, k.ofRun(a))
	if _, err := ask(ctx, k, func() (struct{}, error) { return struct{}{}, k.delete(a) }); err != nil {
		return finding(err)
	}
	return nil
}

// delete removes a token from the ring, if it has it.
func (k *Keychain) delete(a account) error {
	err := k.ring.Delete(a.service(), a.user)
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}

// errBlocked stands for a keyring that has not answered in time.
var errBlocked = errors.New("the keyring has not answered")

// ask has the ring do one thing on a goroutine of its own, one at a time. It
// comes back when the context ends or answerTimeout does; the ring's answer, when it
// comes at last, then finds nobody waiting. Until it comes, others are told at
// once rather than made to wait behind it.
func ask[T any](ctx context.Context, k *Keychain, do func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	var none T
	if k.stuck.Load() {
		return none, errBlocked
	}
	ctx, cancel := context.WithTimeoutCause(ctx, answerTimeout, errBlocked)
	defer cancel()
	select {
	case k.busy <- struct{}{}:
	case <-ctx.Done():
		return none, context.Cause(ctx)
	}
	answers := make(chan answer, 1)
	go func() {
		defer func() {
			k.stuck.Store(false)
			<-k.busy
		}()
		value, err := do()
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-ctx.Done():
		k.stuck.Store(len(k.busy) > 0)
		return none, context.Cause(ctx)
	}
}

// finding names an error of the ring.
func finding(err error) error {
	f := report.Finding{Code: CodeUnavailable, Severity: report.Warning, Cause: err}
	switch {
	case errors.Is(err, errBlocked), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		f.Code = CodeBlocked
	case errors.Is(err, keyring.ErrSetDataTooBig):
		f.Code, f.Args = CodeTooBig, report.Args{"Max": maxSecret}
	}
	return f
}

// ofRun returns the token kept for this run; nil when there is none.
func (k *Keychain) ofRun(a account) *string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.run[a]
}

func (k *Keychain) keepForRun(a account, secret string) *string {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.run[a] = &secret
	return &secret
}

// forgetIfSame forgets a token of this run unless it is gone or another by now.
func (k *Keychain) forgetIfSame(a account, kept *string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if kept == nil || k.run[a] != kept {
		return false
	}
	delete(k.run, a)
	return true
}

// system is the keyring of the system.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }
