package registry

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// authTransport is the http.RoundTripper that signs the requests of one connection: it
// lets no host but the registry see a credential, and renews what grew old.
type authTransport struct {
	*signIn
	connection *connection

	guard  sync.Mutex // of scopes
	scopes []string   // what a token is asked for
}

// RoundTrip implements http.RoundTripper. A 401 is returned where a new
// credential has not helped, or there is no other: it is about a right.
func (l *authTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	if !sameOrigin(req.URL, &l.connection.origin) {
		return l.connection.transport.RoundTrip(req)
	}
	began := time.Now()
	header, err := l.header(req.Context())
	if err != nil {
		closeBody(req)
		return nil, err
	}
	res, err := l.connection.transport.RoundTrip(withAuthorization(req, header))
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		return res, err
	}
	again, err := l.refresh(req.Context(), header, began, res)
	switch {
	case err != nil:
		drain(res)
		return nil, err
	case !again:
		return res, nil
	}
	return l.resend(req, res)
}

// resend sends a request again, with a new credential, after a 401. Where part of
// a blob may have been taken, the upload that it went to cannot be trusted any
// more: it begins anew.
func (l *authTransport) resend(req *http.Request, res *http.Response) (*http.Response, error) {
	if !transport.Replayable(req) {
		return nil, restartable{l.connection.responseError(res, working)}
	}
	drain(res)
	header, err := l.header(req.Context())
	if err != nil {
		return nil, err
	}
	return l.connection.transport.RoundTrip(withAuthorization(req, header))
}

// withAuthorization returns a copy of the request with an Authorization header.
func withAuthorization(req *http.Request, header string) *http.Request {
	with := req.Clone(req.Context())
	if header != "" {
		with.Header.Set("Authorization", header)
	}
	return with
}

// header returns the header to send, signing in first when that was not done
// yet or the token grows old.
func (l *authTransport) header(ctx context.Context) (string, error) {
	if header, fresh := l.valid(l.wanted()); fresh {
		return header, nil
	}
	if err := l.lock(ctx); err != nil {
		return "", err
	}
	defer l.unlock()
	if header, fresh := l.valid(l.wanted()); fresh {
		return header, nil
	}
	if err := l.refusal(); err != nil {
		return "", err
	}
	if was := l.connection.known.Realm; !l.discovered && was.Scheme != "" {
		header, err := l.authenticateAsBefore(ctx, challenge{scheme: was.Scheme, realm: was.Realm, service: was.Service})
		return header, l.remember(err)
	}
	if !l.discovered {
		if err := l.discover(ctx); err != nil {
			return "", l.remember(err)
		}
	}
	header, err := l.authenticate(ctx)
	return header, l.remember(err)
}

// authenticateAsBefore signs in the way that the registry asked for another time.
// Where that fails it is asked: what it asks for now counts, and if that is the
// same, so does the failure, and no password is sent again.
func (l *authTransport) authenticateAsBefore(ctx context.Context, was challenge) (string, error) {
	l.realm = was
	header, failed := l.authenticate(ctx)
	if failed == nil || ctx.Err() != nil {
		l.discovered, l.recalled = failed == nil, true
		return header, failed
	}
	l.realm = challenge{}
	if err := l.discover(ctx); err != nil {
		return "", err
	}
	if now := l.realm; now.scheme == was.scheme && now.realm == was.realm && now.service == was.service {
		return "", failed
	}
	return l.authenticate(ctx)
}

// refresh gets a new credential after an answer 401 to a request that began at
// that time with the stale one, unless somebody did so already. It tells
// whether the request may be sent again.
func (l *authTransport) refresh(ctx context.Context, stale string, began time.Time, res *http.Response) (bool, error) {
	if err := l.lock(ctx); err != nil {
		return false, err
	}
	defer l.unlock()
	if err := l.refusal(); err != nil {
		return false, err
	}
	found, challenged := parseChallenges(res.Header.Values("WWW-Authenticate"))
	l.want(found.scope)
	if header, fresh := l.valid(l.wanted()); fresh && header != stale {
		return true, nil
	}
	switch {
	case l.realm.scheme == "" && !challenged, l.checked.After(began):
		return false, nil
	case l.recalled && challenged && l.realm.scheme != found.scheme: // it may have changed
		if err := l.discover(ctx); err != nil {
			return false, l.remember(err)
		}
	case l.realm.scheme == "" || l.realm.scheme == found.scheme:
		// Another scheme than the one that the registry began with is not
		// taken: Harbor writes Basic to a token that has too few rights
		// (goharbor/harbor issue 18856).
		l.realm = found
	}
	l.discard(stale)
	_, err := l.authenticate(ctx)
	return err == nil, l.remember(err)
}

// discover learns how the registry wants to be signed in to. A challenge that
// can be met is a registry's, or that of a proxy before it, whatever the rest of
// the answer is: Quay sends text/html, nginx its own page.
func (l *authTransport) discover(ctx context.Context) error {
	res, err := l.connection.getUnsigned(ctx, l.connection.url("/v2/"), "")
	if err != nil {
		return err
	}
	own := sameOrigin(res.Request.URL, &l.connection.origin)
	found, challenged := parseChallenges(res.Header.Values("WWW-Authenticate"))
	unauthorized := res.StatusCode == http.StatusUnauthorized
	switch {
	case unauthorized && own && challenged:
		l.realm = found
	case isPage(res):
		return l.connection.findingOf(res, CodeNotARegistry)
	case unauthorized && own:
		return l.connection.findingOf(res, CodeStrangeSignIn)
	case unauthorized, res.StatusCode == http.StatusOK:
		// Where a redirect led to another host, that one is not believed: the
		// registry's own 401 will tell, if it wants a sign-in.
	default:
		return l.connection.responseError(res, reaching)
	}
	drain(res)
	l.discovered, l.recalled = true, false
	return nil
}

// authenticate gets what the requests are sent with: a token, or user and password
// once they were seen to be good.
func (l *authTransport) authenticate(ctx context.Context) (string, error) {
	switch {
	case l.realm.scheme == "":
		return l.store(authHeader{}, 0), nil
	case l.credentials.RegistryToken != "":
		return l.store(authHeader{value: "Bearer " + l.credentials.RegistryToken}, 0), nil
	case l.realm.scheme == "bearer":
		return l.token(ctx)
	case l.anonymous():
		return "", report.Fault(CodeAnonymous, nil, l.connection.parts())
	}
	header := basicAuth(l.credentials)
	res, err := l.connection.getUnsigned(ctx, l.connection.url("/v2/"), header)
	if err != nil {
		return "", err
	}
	if res.StatusCode != http.StatusOK {
		return "", l.connection.responseError(res, signingIn)
	}
	drain(res)
	l.checked = time.Now()
	return l.store(authHeader{value: header}, 0), nil
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// drain reads a little of what is left of an answer, so that its connection can
// serve again, and closes it.
func drain(res *http.Response) {
	_, _ = io.CopyN(io.Discard, res.Body, 64<<10)
	_ = res.Body.Close()
}
