// Package keychain keeps auth tokens in the system's keyring: Secret Service,
// macOS Keychain, Windows Credential Manager. A keyring may be missing, locked,
// or waiting for its owner to answer a prompt; every call here comes back
// within a bound all the same. What no keyring takes is not kept here: app/accounts
// remembers it for the run.
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

// What may come of a call, as warnings: the work goes on without a keyring.
const (
	CodeUnavailable report.Code = "keychain.unavailable" // no keyring
	CodeLocked      report.Code = "keychain.locked"      // there is one, and it refused: it stays locked
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

	mu    sync.Mutex
	calls map[account]int // how many Set and Forget were called: the last one wins, whenever the ring answers
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
	return &Keychain{ring: r, busy: make(chan struct{}, 1), calls: map[account]int{}}
}

// Get returns the token of a user at a host, empty for none, which is no error.
// When the keyring could not be asked the error is a report.Finding.
func (k *Keychain) Get(ctx context.Context, host, user string) (secret string, err error) {
	a := account{host, user}
	secret, err = ask(ctx, k, func() (string, error) { return k.ring.Get(a.service(), a.user) })
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return "", nil
	case err != nil:
		return "", k.named(ctx, err)
	}
	return secret, nil
}

// Set keeps the token of a user at a host in the keyring and tells whether it is
// there now. It is not after an error, a report.Finding, nor when a later call for
// the same account was faster.
func (k *Keychain) Set(ctx context.Context, host, user, secret string) (kept bool, err error) {
	a := account{host, user}
	call := k.call(a)
	if len(secret) > maxSecret {
		return false, k.named(ctx, keyring.ErrSetDataTooBig)
	}
	kept, err = ask(ctx, k, func() (bool, error) {
		if k.superseded(a, call) {
			return false, nil
		}
		if err := k.ring.Set(a.service(), a.user, secret); err != nil {
			return false, err
		}
		if k.superseded(a, call) { // while the keyring was thinking
			return false, k.delete(a)
		}
		return true, nil
	})
	if err != nil {
		return false, k.named(ctx, err)
	}
	return kept, nil
}

// Reach returns a report.Finding where the system has no keyring. Nothing is opened
// for it, and nobody asked for a password.
func (k *Keychain) Reach(ctx context.Context) error {
	if err := k.reach(ctx); err != nil {
		return finding(err)
	}
	return nil
}

func (k *Keychain) reach(ctx context.Context) error {
	_, err := ask(ctx, k, func() (struct{}, error) { return struct{}{}, k.ring.Reach(ctx) })
	return err
}

// Forget removes the token of a user at a host from the keyring. That there was
// none is no error.
func (k *Keychain) Forget(ctx context.Context, host, user string) error {
	a := account{host, user}
	k.call(a)
	if _, err := ask(ctx, k, func() (struct{}, error) { return struct{}{}, k.delete(a) }); err != nil {
		return k.named(ctx, err)
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

// named names an error of the ring: where there is one it is locked.
func (k *Keychain) named(ctx context.Context, err error) error {
	f := finding(err)
	if f.Code == CodeUnavailable && k.reach(ctx) == nil {
		f.Code = CodeLocked
	}
	return f
}

// finding names an error of a ring, of one that is not there unless it is known.
func finding(err error) report.Finding {
	f := report.Finding{Code: CodeUnavailable, Severity: report.Warning, Cause: err}
	switch {
	case errors.Is(err, errBlocked), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		f.Code = CodeBlocked
	case errors.Is(err, keyring.ErrSetDataTooBig):
		f.Code, f.Args = CodeTooBig, report.Args{"Max": maxSecret}
	}
	return f
}

// call counts a call that decides on an account's token.
func (k *Keychain) call(a account) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.calls[a]++
	return k.calls[a]
}

// superseded tells whether a later call decides.
func (k *Keychain) superseded(a account, call int) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.calls[a] != call
}

// system is the keyring of the system.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }
