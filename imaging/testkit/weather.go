package testkit

import (
	"net/http"
	"sync"
)

// Weather is bad weather before any handler: the faults of a Registry, which
// its protocol has nothing to do with. Set the fields before it serves.
type Weather struct {
	http.Handler
	Fault func(n int, r *http.Request) Fault // called for one request at a time

	mu    sync.Mutex
	n     int
	plays Registry // keeps what stalls
}

// ServeHTTP has the handler serve one request, or plays its fault.
func (w *Weather) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.plays.mu.Lock()
	w.plays.init()
	w.plays.mu.Unlock()
	w.mu.Lock()
	fault := w.Fault(w.n, r)
	w.n++
	w.mu.Unlock()
	fault.act(&w.plays, out, r, w.Handler.ServeHTTP)
}

// Close ends what stalls or drips.
func (w *Weather) Close() { w.plays.Close() }
