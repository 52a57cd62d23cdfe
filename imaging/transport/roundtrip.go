package transport

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"
	"time"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// roundTrip is one round trip with all its tries.
type roundTrip struct {
	*Transport
	req    *http.Request
	item   *tracker
	budget *retryBudget
	link   *link
	silent time.Duration // of a sign-in
}

func newRoundTrip(t *Transport, req *http.Request) *roundTrip {
	r := &roundTrip{Transport: t, req: req, item: itemOf(req.Context()), budget: &retryBudget{}}
	if r.item != nil {
		r.budget = &r.item.budget
	}
	r.link = t.linkTo(cmp.Or(r.proxy(), req.URL.Host))
	return r
}

// withRetries tries until there is an answer or an error that no further try would
// change. The header of each try may be edited.
func (r *roundTrip) withRetries(edit func(http.Header)) (*http.Response, error) {
	for {
		res, f := r.try(edit)
		switch {
		case f == nil:
			return res, nil
		case !f.transient, is(r.req, Once):
			return nil, f.err
		}
		if err := r.waitForRetry(f); err != nil {
			return nil, err
		}
		if !Replayable(r.req) {
			return nil, waited{f.err}
		}
	}
}

// waitForRetry waits for a transient fault, and returns an error when that was too much.
func (r *roundTrip) waitForRetry(f *failure) error {
	if is(r.req, SignIn) {
		if r.silent += f.lost; r.silent >= signInBudget {
			return f.err
		}
	}
	return r.budget.waitForRetry(r.req.Context(), r.Transport.retryBudget, r.item, f)
}

// try sends the request once.
func (r *roundTrip) try(edit func(http.Header)) (*http.Response, *failure) {
	a := newAttempt(r)
	req, err := a.request(edit)
	if err != nil {
		a.end()
		return nil, &failure{err: err}
	}
	res, err := r.base.RoundTrip(req)
	if err != nil {
		defer a.end()
		return nil, a.failureOf(err, a.stall.idle())
	}
	a.responded(res)
	r.reached.Store(r.req.URL.Host, true)
	if res.StatusCode == http.StatusExpectationFailed && req.Header.Get("Expect") != "" {
		_ = res.Body.Close()
		r.noExpect.Store(r.req.URL.Host, true)
		return r.try(edit)
	}
	if f := r.refusal(res); f != nil {
		_ = res.Body.Close()
		return nil, f
	}
	return r.buffered(res)
}

// refusal returns the failure that an answer means that is about a transient fault or comes
// from a proxy, nil when it is for the caller. A fault that is said to go on for
// longer than the retry budget lasts: a person can do better than to watch that run
// out. When it is the allowance that is used up, the caller knows whose. An
// answer in another protocol is never read: net/http hands its connection over,
// and no context ends a read from that.
func (r *roundTrip) refusal(res *http.Response) *failure {
	switch res.StatusCode {
	case http.StatusProxyAuthRequired:
		return &failure{err: proxyRefused(r.proxy(), r.req.URL.Host, res)}
	case http.StatusSwitchingProtocols:
		return &failure{transient: true, err: report.Fault(CodeNotHTTP, nil, report.Args{"Host": r.req.URL.Host})}
	}
	code, transient := StatusCode(res.StatusCode)
	until := retryAfter(res.Header)
	lasts := time.Until(until) > r.Transport.retryBudget
	if !transient || code == CodeThrottled && lasts {
		return nil
	}
	body := res.Body.(*responseBody)
	f := &failure{transient: !lasts, until: until, err: report.Finding{
		Code: code, Severity: report.Error, Exchange: exchange.Of(res),
		Args: report.Args{"Host": r.req.URL.Host, "Status": res.StatusCode},
	}}
	if body.failure != nil {
		f.lost = body.failure.lost
	}
	return f
}

// proxy returns the host of the proxy that the request goes through.
func (r *roundTrip) proxy() string {
	u, err := r.base.Proxy(r.req)
	if u == nil || err != nil {
		return ""
	}
	return u.Host
}

// smallAnswer is read before it is handed on, so that one that is cut counts as
// a failed try.
const smallAnswer = 1 << 20

// buffered reads what is small and makes the rest of an answer to GET survive. Of
// an answer whose body nobody depends on, what came of it is kept. That one, and
// a sign-in's, is smaller: a server that is slow on purpose could otherwise make
// a person wait for as long as a megabyte may take.
func (r *roundTrip) buffered(res *http.Response) (*http.Response, *failure) {
	body := res.Body.(*responseBody)
	wanted := r.req.Method == http.MethodGet && res.StatusCode < 300 && !(is(r.req, Part) && res.StatusCode == http.StatusOK)
	small := smallAnswer
	if !wanted || is(r.req, SignIn) {
		small = exchange.MaxRead
	}
	content, err := io.ReadAll(io.LimitReader(body, int64(small)+1))
	switch {
	case wanted && err != nil:
		_ = body.Close()
		return nil, body.failure
	case wanted && len(content) > small:
		res.Body = newStream(r, res, body, content)
		return res, nil
	}
	_ = body.Close()
	res.Body = io.NopCloser(bytes.NewReader(content))
	return res, nil
}

// cancelled returns why a context ended, nil while it has not.
func cancelled(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}
