package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"time"

	"auximage/imaging/report"
)

// trip is one round trip with all its tries.
type trip struct {
	*Transport
	req      *http.Request
	item     *tracker
	patience *patience
	silent   time.Duration // of a sign-in
}

func newTrip(t *Transport, req *http.Request) *trip {
	trip := &trip{Transport: t, req: req, item: itemOf(req.Context()), patience: &patience{}}
	if trip.item != nil {
		trip.patience = &trip.item.patience
	}
	return trip
}

// insist tries until there is an answer or an error that no further try would
// change. The header of each try may be edited.
func (p *trip) insist(edit func(http.Header)) (*http.Response, error) {
	for {
		answer, fault := p.try(edit)
		switch {
		case fault == nil:
			return answer, nil
		case !fault.passes:
			return nil, fault.err
		}
		if err := p.bear(fault); err != nil {
			return nil, err
		}
		if !Replayable(p.req) {
			return nil, again{fault.err}
		}
	}
}

// bear waits for a passing fault, and returns an error when that was too much.
func (p *trip) bear(f *fault) error {
	if isSignIn(p.req) {
		if p.silent += f.lost; p.silent >= signInPatience {
			return f.err
		}
	}
	return p.patience.bear(p.req.Context(), p.Transport.patience, p.item, f)
}

// try sends the request once.
func (p *trip) try(edit func(http.Header)) (*http.Response, *fault) {
	a := newAttempt(p)
	req, err := a.request(edit)
	if err != nil {
		a.end()
		return nil, &fault{err: err}
	}
	res, err := p.base.RoundTrip(req)
	if err != nil {
		defer a.end()
		return nil, a.failed(err, a.watch.idle())
	}
	a.answered(res)
	p.reached.Store(p.req.URL.Host, true)
	if res.StatusCode == http.StatusExpectationFailed && req.Header.Get("Expect") != "" {
		_ = res.Body.Close()
		p.hasty.Store(p.req.URL.Host, true)
		return p.try(edit)
	}
	if f := p.refused(res); f != nil {
		_ = res.Body.Close()
		return nil, f
	}
	return p.settle(res)
}

// refused returns what an answer means that is about a passing fault or comes
// from a proxy, nil when it is for the caller. A fault that is said to go on for
// longer than the patience lasts: a person can do better than to watch that run
// out. When it is the allowance that is used up, the caller knows whose. An
// answer in another protocol is never read: net/http hands its connection over,
// and no context ends a read from that.
func (p *trip) refused(res *http.Response) *fault {
	switch res.StatusCode {
	case http.StatusProxyAuthRequired:
		return &fault{err: proxyRefused(p.proxy(), p.req.URL.Host, res.StatusCode)}
	case http.StatusSwitchingProtocols:
		return &fault{passes: true, err: report.Fault(CodeNotHTTP, nil, report.Args{"Host": p.req.URL.Host})}
	}
	code, passes := StatusCode(res.StatusCode)
	until := comeback(res.Header)
	lasts := time.Until(until) > p.Transport.patience
	if !passes || code == CodeThrottled && lasts {
		return nil
	}
	body := res.Body.(*answer)
	f := &fault{passes: !lasts, until: until, err: report.Finding{
		Code: code, Severity: report.Error, Exchange: Words(res),
		Args: report.Args{"Host": p.req.URL.Host, "Status": res.StatusCode},
	}}
	if body.fault != nil {
		f.lost = body.fault.lost
	}
	return f
}

// proxy returns the host of the proxy that the request goes through.
func (p *trip) proxy() string {
	u, err := p.base.Proxy(p.req)
	if u == nil || err != nil {
		return ""
	}
	return u.Host
}

// smallAnswer is read before it is handed on, so that one that is cut counts as
// a failed try.
const smallAnswer = 1 << 20

// settle reads what is small and makes the rest of an answer to GET survive. Of
// an answer whose body nobody depends on, what came of it is kept. That one, and
// a sign-in's, is smaller: a server that is slow on purpose could otherwise make
// a person wait for as long as a megabyte may take.
func (p *trip) settle(res *http.Response) (*http.Response, *fault) {
	body := res.Body.(*answer)
	wanted := p.req.Method == http.MethodGet && res.StatusCode < 300
	small := smallAnswer
	if !wanted || isSignIn(p.req) {
		small = longestAnswer
	}
	content, err := io.ReadAll(io.LimitReader(body, int64(small)+1))
	switch {
	case wanted && err != nil:
		_ = body.Close()
		return nil, body.fault
	case wanted && len(content) > small:
		res.Body = newStream(p, res, body, content)
		return res, nil
	}
	_ = body.Close()
	res.Body = io.NopCloser(bytes.NewReader(content))
	return res, nil
}

// Replayable tells whether sending the request twice is as good as once. Bytes
// that go into an upload session are not: the registry may have kept a part of
// them. A PUT that commits it without a body names the digest; the POST that
// begins it leaves at worst a session that ends by itself.
func Replayable(req *http.Request) bool {
	if hasBody(req) && req.GetBody == nil {
		return false
	}
	switch req.Method {
	case http.MethodPatch:
		return false
	case http.MethodPut:
		return !hasBody(req) || strings.Contains(req.URL.Path, "/manifests/")
	case http.MethodPost:
		return !hasBody(req) || isSignIn(req)
	}
	return true
}

func hasBody(req *http.Request) bool { return req.Body != nil && req.Body != http.NoBody }

// isSignIn tells whether a request asks a registry how to sign in, or asks for
// a token: those have the parameters of the distribution project's token
// specification, in the query or in a form.
func isSignIn(req *http.Request) bool {
	if strings.HasPrefix(req.URL.Path, "/v2/") {
		return req.URL.Path == "/v2/"
	}
	if req.Method == http.MethodPost {
		return strings.HasPrefix(req.Header.Get("Content-Type"), "application/x-www-form-urlencoded")
	}
	query := req.URL.Query()
	return query.Has("scope") || query.Has("service")
}

// cancelled returns why a context ended, nil while it has not.
func cancelled(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}
