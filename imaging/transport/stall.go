package transport

import (
	"net/http"
	"sync"
	"time"
)

// How long nothing may move.
const (
	// silence in the middle of sending or receiving, or before the answer to a
	// request that gives the server nothing to do.
	silence = 30 * time.Second
	// silenceAfterBody is for the answer to something stored: a registry moves
	// and hashes gigabytes then.
	silenceAfterBody = 2 * time.Minute
	// silenceAtSignIn leaves two tries within signInBudget.
	silenceAtSignIn = 15 * time.Second
	// signInBudget bounds the silence at one request of a sign-in in all: a
	// person sits and waits.
	signInBudget = 30 * time.Second
	// minimumProgress is how many bytes count as movement: fewer of them within the
	// time of a silence are one. Nobody pushes an image at a kilobyte a second.
	minimumProgress = 32 << 10
	// mostUnsent is how many bytes of a connection the kernel may hold beyond those
	// that it has sent.
	mostUnsent = 128 << 10
)

// limits are the silences that a transport bears, and how long it waits for what
// may still be on its way.
type limits struct{ moving, stored, signIn, drain time.Duration }

// limitsWithin returns the limits, shortened so that a retry budget that is short
// still leaves a second try after the longest silence.
func limitsWithin(budget time.Duration) limits {
	return limits{
		moving: min(silence, budget/3),
		stored: min(silenceAfterBody, budget/3),
		signIn: min(silenceAtSignIn, budget/3),
		drain:  min(longestDrain, 3*budget),
	}
}

// sending returns the limit until the request is sent.
func (l limits) sending(req *http.Request) time.Duration {
	if is(req, SignIn) {
		return l.signIn
	}
	return l.moving
}

// answering returns the limit from then on until the answer's header is there,
// where what was sent may be on its way for the time of drain. A request without
// a body has to get past some of that at most: what swallows whole bodies keeps
// connections apart.
func (l limits) answering(req *http.Request, drain time.Duration) time.Duration {
	switch {
	case is(req, SignIn):
		return l.signIn + min(drain, l.stored)
	case req.Method == http.MethodPut, req.Method == http.MethodPatch:
		return l.stored + drain
	}
	return l.moving + min(drain, l.stored)
}

// stallTimer calls stalled when too little moved for too long.
type stallTimer struct {
	mu    sync.Mutex
	timer *time.Timer
	limit func() time.Duration // may change while it runs
	queue func() int           // bytes that the kernel holds; nil while there is no connection
	held  int                  // of them, when the time began to run
	count int                  // bytes since they last counted as movement
	spent time.Duration        // of the limit, before it last began to run
	since time.Time            // when it last began to run; zero while nothing is expected to move
}

// newStallTimer returns a stall timer that expects movement from now on.
func newStallTimer(limit func() time.Duration, stalled func(time.Duration)) *stallTimer {
	w := &stallTimer{limit: limit, since: time.Now()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(limit(), func() {
		if limit := w.due(); limit > 0 {
			stalled(limit)
		}
	})
	return w
}

// due returns the limit when it has passed. It has not for a timer that fired
// just before it was set anew, or stopped, nor while the kernel sends on, nor
// when the limit has grown.
func (w *stallTimer) due() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	limit := w.limit()
	switch {
	case w.since.IsZero():
	case w.silent() < limit:
		w.timer.Reset(limit - w.silent())
	case w.drains():
		w.begin()
	default:
		return limit
	}
	return 0
}

// drains tells whether the kernel sent on what it holds.
func (w *stallTimer) drains() bool {
	if w.queue == nil || w.held == 0 {
		return false
	}
	left := w.queue()
	return left == 0 || w.held-left >= minimumProgress
}

// reset begins anew with a limit.
func (w *stallTimer) reset(limit func() time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit = limit
	w.begin()
}

// on has the timer ask a connection for the bytes that the kernel holds of it.
func (w *stallTimer) on(c *conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.queue = c.unacknowledged
}

// begin expects movement from now on; the lock is held.
func (w *stallTimer) begin() {
	w.count, w.spent, w.since = 0, 0, time.Now()
	if w.queue != nil {
		w.held = w.queue()
	}
	w.timer.Reset(w.limit())
}

// pause expects nothing until the next reset or resume.
func (w *stallTimer) pause() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spent, w.since = w.silent(), time.Time{}
	w.timer.Stop()
}

// resume expects movement again, within what was left of the limit: else a byte
// now and then would count as one movement after the other.
func (w *stallTimer) resume() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.since = time.Now()
	w.timer.Reset(w.limit() - w.spent)
}

// moved notes that n bytes moved.
func (w *stallTimer) moved(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.count += n; w.count >= minimumProgress && !w.since.IsZero() {
		w.begin()
	}
}

// idle returns for how long movement was expected and nothing has moved.
func (w *stallTimer) idle() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.silent()
}

// silent is idle while the lock is held.
func (w *stallTimer) silent() time.Duration {
	if w.since.IsZero() {
		return w.spent
	}
	return w.spent + time.Since(w.since)
}
