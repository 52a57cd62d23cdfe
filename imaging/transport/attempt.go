package transport

import (
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strconv"
	"strings"
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
		a.cancel(&opaque{report.Fault(CodeStalled, nil, report.Args{"Host": r.req.URL.Host, "Seconds": int(limit.Seconds())})})
	})
	return a
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

// expectFrom is the size from which the server is asked first whether it wants
// the body at all: it can say 401, 413 or 307 before the bytes flow.
const expectFrom = 1 << 20

// request returns the request as this attempt sends it.
func (a *attempt) request(edit func(http.Header)) (*http.Request, error) {
	trace := &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			if c := connOf(info.Conn); c != nil {
				c.claim(a)
			}
		},
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				a.sent()
			}
		},
	}
	ctx := httptrace.WithClientTrace(context.WithValue(a.ctx, attemptKey{}, a), trace)
	req := a.req.Clone(ctx)
	if crossHost(a.req) {
		for _, private := range []string{"Authorization", "Cookie", "Referer"} {
			req.Header.Del(private)
		}
	}
	if edit != nil {
		edit(req.Header)
	}
	if !hasBody(a.req) {
		return req, nil
	}
	if a.req.GetBody == nil {
		req.Body = a.requestBody(a.req.Body)
		return req, nil
	}
	req.GetBody = func() (io.ReadCloser, error) {
		body, err := a.req.GetBody()
		if err != nil {
			return nil, err
		}
		return a.requestBody(body), nil
	}
	_, noExpect := a.noExpect.Load(req.URL.Host)
	if req.ContentLength >= expectFrom && !a.noContinue && !noExpect {
		req.Header.Set("Expect", "100-continue")
	}
	var err error
	req.Body, err = req.GetBody()
	return req, err
}

// crossHost tells whether another host led the request here: then it carries
// no credentials, not even to a subdomain, and not the address it comes from.
func crossHost(req *http.Request) bool {
	for from := req.Response; from != nil && from.Request != nil; from = from.Request.Response {
		if from.Request.URL.Host != req.URL.Host {
			return true
		}
	}
	return false
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
	if hasBody(a.req) && !is(a.req, SignIn) {
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

// answered tells that the answer is no longer waited for, if it was.
func (a *attempt) answered() {
	if a.awaiting != nil && !a.awaiting.Stop() {
		a.item.tell(report.Running, time.Time{}, nil)
	}
}

// responded notes that the answer's header is there, and has its body watched. In
// a sign-in, for which a person waits, both come within one limit. One that
// succeeds tells that all of the request has arrived.
func (a *attempt) responded(res *http.Response) {
	a.mu.Lock()
	a.headed = true
	a.answered()
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

// rangeStart returns the offset at which a partial answer begins.
func rangeStart(res *http.Response) int64 {
	if res.StatusCode != http.StatusPartialContent {
		return 0
	}
	from, _, _ := strings.Cut(strings.TrimPrefix(res.Header.Get("Content-Range"), "bytes "), "-")
	start, err := strconv.ParseInt(from, 10, 64)
	if err != nil {
		return 0
	}
	return start
}

// failureOf returns how the attempt failed: a stop comes before an error of the
// body that was to be sent, that one before a stall, that one before what the
// connection said.
func (a *attempt) failureOf(err error, lost time.Duration) *failure {
	if stopped := cancelled(a.req.Context()); stopped != nil {
		return &failure{err: stopped}
	}
	a.mu.Lock()
	bodyErr := a.bodyErr
	a.mu.Unlock()
	if bodyErr != nil {
		return &failure{err: bodyErr}
	}
	if stalled := cancelled(a.ctx); stalled != nil {
		err = stalled
	}
	finding := redirected(a.req, a.classify(err))
	if extra := lost - a.limits.answering(a.req, 0); extra > 0 {
		a.budget.drained(extra)
		lost -= extra
	}
	return &failure{err: finding, transient: a.isTransient(finding), lost: lost}
}

// classify returns the finding for an error of this attempt. What is wrong with
// a proxy's TLS is said of the proxy.
func (a *attempt) classify(err error) report.Finding {
	host := a.req.URL.Host
	if isProxyConnect(err) {
		host = a.proxy()
	}
	f := classify(err, host)
	switch {
	case f.Code == CodeProxyAway:
		f.Args["Proxy"], f.Args["Host"] = host, a.req.URL.Host
	case f.Code == CodeTLS && a.wantsCertificate(err):
		f.Code = CodeTLSClientCertificate
	}
	return f
}

// wantsCertificate tells whether the handshake ended because this side has no
// certificate to show: it was asked for one, and told so or, up to TLS 1.2,
// refused without a word.
func (a *attempt) wantsCertificate(err error) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	alert := alertOf(err)
	return a.wanted && alert != nil && (isAmong(alert, certificateRefusals) || alert.Error() == handshakeFailure.Error())
}

// unconnected are the faults before there is a connection: answers, where
// Settings.FailFast says so.
var unconnected = []report.Code{CodeRefused, CodeUnreachable, CodeUnknownHost, CodeNoDNS, CodeProxyAway}

// isTransient tells whether the finding is of a transient fault. A name that could be
// looked up before is one that exists: then only the network is gone.
func (a *attempt) isTransient(f report.Finding) bool {
	if a.failFast && slices.Contains(unconnected, f.Code) {
		return false
	}
	if f.Code == CodeUnknownHost {
		_, before := a.reached.Load(a.req.URL.Host)
		return before
	}
	return Transient(f.Code)
}
