package transport

import (
	"context"
	"net/http"
	"sync"
	"time"

	"auximage/imaging/report"
)

// attempt is one try of a round trip, from the dial to the end of the answer's body.
type attempt struct {
	*roundTrip
	ctx    context.Context
	cancel context.CancelCauseFunc
	stall  *stallTimer

	delivery delivery
	awaiting *time.Timer // fires when the answer is long in coming

	mu      sync.Mutex
	headed  bool  // the answer's header is there
	wanted  bool  // a client certificate, by the other side
	bodyErr error // of the body to be sent
}

type attemptKey struct{}

func newAttempt(r *roundTrip) *attempt {
	a := &attempt{roundTrip: r, delivery: delivery{link: r.link}}
	a.ctx, a.cancel = context.WithCancelCause(r.req.Context())
	a.stall = newStallTimer(func() time.Duration { return r.limits.sending(r.req) }, func(limit time.Duration) {
		a.cancel(&opaque{r.stalled(limit)})
	})
	return a
}

// met tells whether the host has answered anything before.
func (r *roundTrip) met() bool {
	_, before := r.reached.Load(r.req.URL.Host)
	return before
}

// stalled returns the fault of a try in which nothing moved for so long. A host that
// has not answered anything yet did not stop: it may not be there at all.
func (r *roundTrip) stalled(limit time.Duration) error {
	if !r.met() && !hasBody(r.req) {
		return report.Fault(CodeTimeout, nil, report.Args{"Host": r.req.URL.Host})
	}
	return report.Fault(CodeStalled, nil, report.Args{"Host": r.req.URL.Host, "Seconds": int(limit.Seconds())})
}

// opaque carries an error through net/http, which compares the errors of bodies:
// a Finding holds a map, and comparing two of them would panic.
type opaque struct{ error }

func (h *opaque) Unwrap() error { return h.error }

// end lets go of everything. It may be called more than once.
func (a *attempt) end() {
	a.stall.pause()
	a.mu.Lock()
	if a.headed = true; a.awaiting != nil {
		a.awaiting.Stop()
	}
	a.mu.Unlock()
	a.delivery.end(false)
	a.cancel(nil)
}

// sent notes that all of the request is on its way. The answer to a body that is
// long in coming is told as what is waited for.
func (a *attempt) sent() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.headed {
		return
	}
	a.stall.reset(func() time.Duration {
		return a.limits.answering(a.req, min(a.link.drain(), a.budget.drainLeft(a.limits.drain)))
	})
	if hasBody(a.req) && !is(a.req, SignIn) && a.awaiting == nil {
		a.awaiting = time.AfterFunc(answerExpected, a.await)
	}
}

// answerExpected is how long the answer to a body may take before it is told that
// it is waited for.
const answerExpected = 5 * time.Second

// await tells that the answer is waited for.
func (a *attempt) await() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.headed {
		a.item.tell(report.Waiting, time.Time{}, &report.Finding{Code: CodeAwaited, Args: report.Args{"Host": a.req.URL.Host}})
	}
}

// responded notes that the answer's header is there, and has its body watched. In
// a sign-in, for which a person waits, both come within one limit. One that
// succeeds tells that all of the request has arrived.
func (a *attempt) responded(res *http.Response) {
	a.mu.Lock()
	a.headed = true
	if a.awaiting != nil && !a.awaiting.Stop() {
		a.item.tell(report.Running, time.Time{}, nil) // no longer waited for
	}
	if !is(a.req, SignIn) {
		a.stall.reset(func() time.Duration { return a.limits.moving })
	}
	a.stall.pause()
	a.mu.Unlock()
	a.delivery.end(res.StatusCode < 300)
	res.Request = a.req
	counted := a.req.Method == http.MethodGet && res.StatusCode < 300 && !is(a.req, SignIn)
	if counted {
		a.item.begin(rangeStart(res))
	}
	res.Body = &responseBody{attempt: a, body: res.Body, counted: counted}
}
