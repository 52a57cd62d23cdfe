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
	// silenceAtSignIn leaves two tries within signInPatience.
	silenceAtSignIn = 15 * time.Second
	// signInPatience bounds the silence at one request of a sign-in in all: a
	// person sits and waits.
	signInPatience = 30 * time.Second
	// trickle is how many bytes count as movement: fewer of them within the time
	// of a silence are one. Nobody pushes an image at a kilobyte a second.
	trickle = 32 << 10
)

// limits are the silences that a transport bears.
type limits struct{ moving, stored, signIn time.Duration }

// limitsWithin returns the limits, shortened so that patience, when it is short,
// still leaves a second try after the longest silence.
func limitsWithin(patience time.Duration) limits {
	return limits{
		moving: min(silence, patience/3),
		stored: min(silenceAfterBody, patience/3),
		signIn: min(silenceAtSignIn, patience/3),
	}
}

// sending returns the limit until the request is sent, answering the one from
// then on until the answer's header is there.
func (l limits) sending(req *http.Request) time.Duration {
	if isSignIn(req) {
		return l.signIn
	}
	return l.moving
}

func (l limits) answering(req *http.Request) time.Duration {
	switch {
	case isSignIn(req):
		return l.signIn
	case req.Method == http.MethodPut, req.Method == http.MethodPatch:
		return l.stored
	}
	return l.moving
}

// watch calls stalled when too little moved for too long.
type watch struct {
	mu    sync.Mutex
	timer *time.Timer
	limit time.Duration // 0: nothing is expected to move
	count int           // bytes since they last counted as movement
	last  time.Time     // when bytes last counted as movement
}

// newWatch returns a watch that expects movement from now on.
func newWatch(limit time.Duration, stalled func(time.Duration)) *watch {
	w := &watch{limit: limit, last: time.Now()}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(limit, func() {
		if limit := w.due(); limit > 0 {
			stalled(limit)
		}
	})
	return w
}

// due returns the limit when it has passed; a timer that fired just before it
// was set anew finds that it has not.
func (w *watch) due() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	if time.Since(w.last) < w.limit {
		return 0
	}
	return w.limit
}

// expect begins anew with a limit.
func (w *watch) expect(limit time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit, w.count, w.last = limit, 0, time.Now()
	w.timer.Reset(limit)
}

// rest expects nothing until the next expect.
func (w *watch) rest() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit, w.last = 0, time.Now()
	w.timer.Stop()
}

// moved notes that n bytes moved.
func (w *watch) moved(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.count += n; w.count < trickle || w.limit == 0 {
		return
	}
	w.count, w.last = 0, time.Now()
	w.timer.Reset(w.limit)
}

// idle returns how long nothing has moved.
func (w *watch) idle() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Since(w.last)
}
