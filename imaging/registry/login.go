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

// login is the http.RoundTripper that signs the requests of one connection: it
// lets no host but the registry see a credential, and renews what grew old.
type login struct {
	*signIn
	connection *connection
	scopes     []string // what a token is asked for
}

// RoundTrip implements http.RoundTripper.
func (l *login) RoundTrip(req *http.Request) (*http.Response, error) {
	if !l.own(req.URL) {
		return l.connection.carrier.RoundTrip(req)
	}
	header, err := l.current(req.Context())
	if err != nil {
		closeBody(req)
		return nil, err
	}
	res, err := l.connection.carrier.RoundTrip(bearing(req, header))
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		return res, err
	}
	if err := l.renew(req.Context(), header, res); err != nil {
		return nil, err
	}
	// Part of a blob may have been taken: the session it went to cannot be
	// trusted any more.
	if !transport.Replayable(req) {
		return nil, again{l.connection.fault(res, working)}
	}
	drain(res)
	if header, err = l.current(req.Context()); err != nil {
		return nil, err
	}
	return l.connection.carrier.RoundTrip(bearing(req, header))
}

// own tells whether an address is the registry's own.
func (l *login) own(u *url.URL) bool {
	return u.Scheme == l.connection.origin.Scheme && u.Host == l.connection.origin.Host
}

// bearing returns a copy of the request with an Authorization header.
func bearing(req *http.Request, header string) *http.Request {
	with := req.Clone(req.Context())
	if header != "" {
		with.Header.Set("Authorization", header)
	}
	return with
}

// current returns the header to send, signing in first when that was not done
// yet or the token grows old.
func (l *login) current(ctx context.Context) (string, error) {
	if header, fresh := l.fresh(l.scopes); fresh {
		return header, nil
	}
	if err := l.take(ctx); err != nil {
		return "", err
	}
	defer l.release()
	if header, fresh := l.fresh(l.scopes); fresh {
		return header, nil
	}
	if err := l.ended(); err != nil {
		return "", err
	}
	if !l.asked {
		if err := l.ask(ctx); err != nil {
			return "", l.end(err)
		}
	}
	header, err := l.enter(ctx)
	return header, l.end(err)
}

// renew gets a new token after an answer 401 to a request with the stale one,
// unless somebody did so already.
func (l *login) renew(ctx context.Context, stale string, res *http.Response) error {
	if err := l.take(ctx); err != nil {
		drain(res)
		return err
	}
	defer l.release()
	if err := l.ended(); err != nil {
		drain(res)
		return err
	}
	if header, fresh := l.fresh(l.scopes); fresh && header != stale {
		return nil
	}
	if l.basic {
		return l.end(l.connection.fault(res, signingIn))
	}
	l.drop(stale)
	if found, ok := parseChallenges(res.Header.Values("WWW-Authenticate")); ok {
		l.realm = found
	}
	_, err := l.enter(ctx)
	return l.end(err)
}

// ask learns how the registry wants to be signed in to.
func (l *login) ask(ctx context.Context) error {
	res, err := l.connection.direct(ctx, l.connection.url("/v2/"), "")
	if err != nil {
		return err
	}
	switch {
	case isPage(res):
		return l.connection.finding(res, CodeNotARegistry)
	case res.StatusCode == http.StatusOK, res.StatusCode == http.StatusUnauthorized && !l.own(res.Request.URL):
		// Where a redirect led to another host, that one is not believed: the
		// registry's own 401 will tell, if it wants a sign-in.
		drain(res)
		l.asked = true
		return nil
	case res.StatusCode == http.StatusUnauthorized:
		found, ok := parseChallenges(res.Header.Values("WWW-Authenticate"))
		if !ok {
			return l.connection.finding(res, CodeBadSignIn)
		}
		drain(res)
		l.asked, l.realm = true, found
		return nil
	}
	return l.connection.fault(res, reaching)
}

// enter gets what the requests are sent with: a token, or user and password
// once they were seen to be good.
func (l *login) enter(ctx context.Context) (string, error) {
	switch {
	case l.realm.scheme == "":
		return l.keep(pass{}, 0), nil
	case l.credentials.RegistryToken != "":
		return l.keep(pass{header: "Bearer " + l.credentials.RegistryToken}, 0), nil
	case l.realm.scheme == "bearer":
		return l.token(ctx)
	case l.anonymous():
		return "", report.Fault(CodeAnonymous, nil, l.connection.parts())
	}
	l.basic = true
	header := basicAuth(l.credentials)
	res, err := l.connection.direct(ctx, l.connection.url("/v2/"), header)
	if err != nil {
		return "", err
	}
	if res.StatusCode != http.StatusOK {
		return "", l.connection.fault(res, signingIn)
	}
	drain(res)
	return l.keep(pass{header: header}, 0), nil
}

// largestToken is far above any token that was seen, or that a header can carry.
const largestToken = 64 << 10

// token gets a token from where the registry said it is to be had.
func (l *login) token(ctx context.Context) (header string, err error) {
	err = l.connection.insist(ctx, func(ctx context.Context) error {
		res, err := l.askToken(ctx)
		if err != nil {
			return err
		}
		if res.StatusCode != http.StatusOK {
			return l.connection.fault(res, signingIn)
		}
		if isPage(res) {
			return l.connection.finding(res, CodeNotARegistry)
		}
		body, err := l.connection.readAll(ctx, res, largestToken)
		if err != nil {
			return err
		}
		token, life, ok := tokenIn(body)
		if !ok {
			// The body may hold half a token: it is not kept.
			return again{l.connection.finding(emptied(res), CodeNotARegistry)}
		}
		header = l.keep(pass{header: "Bearer " + token, scopes: l.scopes}, life)
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

// askToken asks for a token: with user and password, with an identity token,
// or as nobody.
func (l *login) askToken(ctx context.Context) (*http.Response, error) {
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
		return l.connection.post(ctx, address, query)
	}
	query["scope"] = l.scopes
	address.RawQuery = query.Encode()
	return l.connection.direct(ctx, address, basicAuth(l.credentials))
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
