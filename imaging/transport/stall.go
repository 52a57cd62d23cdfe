package transport

import (
	"sync"
	"time"
)

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
