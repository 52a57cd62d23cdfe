package registry

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// authTransport is the http.RoundTripper that signs the requests of one connection: it
// lets no host but the registry see a credential, and renews what grew old.
type authTransport struct {
	*signIn
	connection *connection
	scopes     []string // what a token is asked for
}

// RoundTrip implements http.RoundTripper.
func (l *authTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	if !l.isOrigin(req.URL) {
		return l.connection.transport.RoundTrip(req)
	}
	header, err := l.header(req.Context())
	if err != nil {
		closeBody(req)
		return nil, err
	}
	res, err := l.connection.transport.RoundTrip(withAuthorization(req, header))
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		return res, err
	}
	if err := l.refresh(req.Context(), header, res); err != nil {
		return nil, err
	}
	// Part of a blob may have been taken: the session it went to cannot be
	// trusted any more.
	if !transport.Replayable(req) {
		return nil, restartable{l.connection.responseError(res, working)}
	}
	drain(res)
	if header, err = l.header(req.Context()); err != nil {
		return nil, err
	}
	return l.connection.transport.RoundTrip(withAuthorization(req, header))
}

// isOrigin tells whether an address is the registry's own.
func (l *authTransport) isOrigin(u *url.URL) bool {
	return u.Scheme == l.connection.origin.Scheme && u.Host == l.connection.origin.Host
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
	if header, fresh := l.valid(l.scopes); fresh {
		return header, nil
	}
	if err := l.lock(ctx); err != nil {
		return "", err
	}
	defer l.unlock()
	if header, fresh := l.valid(l.scopes); fresh {
		return header, nil
	}
	if err := l.refusal(); err != nil {
		return "", err
	}
	if !l.discovered {
		if err := l.discover(ctx); err != nil {
			return "", l.remember(err)
		}
	}
	header, err := l.authenticate(ctx)
	return header, l.remember(err)
}

// refresh gets a new token after an answer 401 to a request with the stale one,
// unless somebody did so already.
func (l *authTransport) refresh(ctx context.Context, stale string, res *http.Response) error {
	if err := l.lock(ctx); err != nil {
		drain(res)
		return err
	}
	defer l.unlock()
	if err := l.refusal(); err != nil {
		drain(res)
		return err
	}
	if header, fresh := l.valid(l.scopes); fresh && header != stale {
		return nil
	}
	if l.basic {
		return l.remember(l.connection.responseError(res, signingIn))
	}
	l.discard(stale)
	if found, ok := parseChallenges(res.Header.Values("WWW-Authenticate")); ok {
		l.realm = found
	}
	_, err := l.authenticate(ctx)
	return l.remember(err)
}

// discover learns how the registry wants to be signed in to.
func (l *authTransport) discover(ctx context.Context) error {
	res, err := l.connection.getUnsigned(ctx, l.connection.url("/v2/"), "")
	if err != nil {
		return err
	}
	switch {
	case isPage(res):
		return l.connection.findingOf(res, CodeNotARegistry)
	case res.StatusCode == http.StatusOK, res.StatusCode == http.StatusUnauthorized && !l.isOrigin(res.Request.URL):
		// Where a redirect led to another host, that one is not believed: the
		// registry's own 401 will tell, if it wants a sign-in.
		drain(res)
		l.discovered = true
		return nil
	case res.StatusCode == http.StatusUnauthorized:
		found, ok := parseChallenges(res.Header.Values("WWW-Authenticate"))
		if !ok {
			return l.connection.findingOf(res, CodeBadSignIn)
		}
		drain(res)
		l.discovered, l.realm = true, found
		return nil
	}
	return l.connection.responseError(res, reaching)
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
	l.basic = true
	header := basicAuth(l.credentials)
	res, err := l.connection.getUnsigned(ctx, l.connection.url("/v2/"), header)
	if err != nil {
		return "", err
	}
	if res.StatusCode != http.StatusOK {
		return "", l.connection.responseError(res, signingIn)
	}
	drain(res)
	return l.store(authHeader{value: header}, 0), nil
}

// largestToken is far above any token that was seen, or that a header can carry.
const largestToken = 64 << 10

// token gets a token from where the registry said it is to be had.
func (l *authTransport) token(ctx context.Context) (header string, err error) {
	err = l.connection.retry(ctx, func(ctx context.Context) error {
		res, err := l.requestToken(ctx)
		if err != nil {
			return err
		}
		if res.StatusCode != http.StatusOK {
			return l.connection.responseError(res, signingIn)
		}
		if isPage(res) {
			return l.connection.findingOf(res, CodeNotARegistry)
		}
		body, err := l.connection.readAll(ctx, res, largestToken)
		if err != nil {
			return err
		}
		token, life, ok := tokenIn(body)
		if !ok {
			// The body may hold half a token: it is not kept.
			return restartable{l.connection.findingOf(withoutBody(res), CodeNotARegistry)}
		}
		header = l.store(authHeader{value: "Bearer " + token, scopes: l.scopes}, life)
		return nil
	})
	return header, err
}

// longestLife bounds what is believed of a token's life.
const longestLife = 24 * time.Hour

// tokenIn returns the token of an answer, one that a header can carry, and how
// long it lives, 0 when that is unknown: some servers write it as a text.
func tokenIn(body []byte) (token string, life time.Duration, ok bool) {
	var answer struct {
		Token  string          `json:"token"`
		Access string          `json:"access_token"`
		Life   json.RawMessage `json:"expires_in"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return "", 0, false
	}
	token = cmp.Or(answer.Token, answer.Access)
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", 0, false
	}
	if seconds, err := strconv.ParseFloat(strings.Trim(string(answer.Life), `"`), 64); err == nil && seconds > 0 {
		life = time.Duration(min(seconds, longestLife.Seconds()) * float64(time.Second))
	}
	return token, life, token != ""
}

// requestToken asks for a token: with user and password, with an identity token,
// or as nobody.
func (l *authTransport) requestToken(ctx context.Context) (*http.Response, error) {
	address, err := url.Parse(l.realm.realm)
	if err != nil || address.Host == "" || !isWeb(address) {
		return nil, report.Fault(CodeBadSignIn, nil, l.connection.parts())
	}
	query := address.Query()
	if l.realm.service != "" {
		query.Set("service", l.realm.service)
	}
	if l.credentials.IdentityToken != "" {
		query.Set("scope", strings.Join(l.scopes, " "))
		query.Set("grant_type", "refresh_token")
		query.Set("refresh_token", l.credentials.IdentityToken)
		query.Set("client_id", "auximage")
		address.RawQuery = ""
		return l.connection.postForm(ctx, address, query)
	}
	query["scope"] = l.scopes
	address.RawQuery = query.Encode()
	return l.connection.getUnsigned(ctx, address, basicAuth(l.credentials))
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
