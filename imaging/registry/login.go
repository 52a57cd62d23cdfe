package registry

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// login is the http.RoundTripper that signs in to one registry: it finds out
// how, gets tokens and renews them, and lets no other host see a credential. A
// password that was refused is not sent again.
type login struct {
	connection  *connection
	credentials authn.AuthConfig
	scopes      []string

	turn chan struct{} // holds one while somebody signs in: the others wait for the outcome

	mu      sync.Mutex
	asked   bool      // the registry was asked how to sign in
	basic   bool      // it wants user and password with each request
	pass    string    // the Authorization header; empty is none
	renewAt time.Time // when the token is too old to begin with; zero is never
	refused error     // the sign-in's lasting end
	realm   challenge // where tokens come from
}

func newLogin(c *connection, credentials authn.AuthConfig, scopes []string) *login {
	return &login{connection: c, credentials: credentials, scopes: scopes, turn: make(chan struct{}, 1)}
}

// anonymous tells whether there is nothing to sign in with.
func (l *login) anonymous() bool {
	c := l.credentials
	return c.Password == "" && c.IdentityToken == "" && c.RegistryToken == ""
}

// RoundTrip implements http.RoundTripper.
func (l *login) RoundTrip(req *http.Request) (*http.Response, error) {
	if !l.own(req.URL) {
		return l.connection.carrier.RoundTrip(req)
	}
	pass, err := l.current(req.Context())
	if err != nil {
		closeBody(req)
		return nil, err
	}
	res, err := l.connection.carrier.RoundTrip(bearing(req, pass))
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		return res, err
	}
	if err := l.renew(req.Context(), pass, res); err != nil {
		return nil, err
	}
	// Part of a blob may have been taken: the session it went to cannot be
	// trusted any more.
	if req.Method == http.MethodPatch {
		return nil, again{l.connection.fault(res, working)}
	}
	drain(res)
	if pass, err = l.current(req.Context()); err != nil {
		return nil, err
	}
	return l.connection.carrier.RoundTrip(bearing(req, pass))
}

// own tells whether an address is the registry's own.
func (l *login) own(u *url.URL) bool {
	return u.Scheme == l.connection.origin.Scheme && u.Host == l.connection.origin.Host
}

// bearing returns a copy of the request with an Authorization header.
func bearing(req *http.Request, pass string) *http.Request {
	with := req.Clone(req.Context())
	if pass != "" {
		with.Header.Set("Authorization", pass)
	}
	return with
}

// current returns the header to send, signing in first when that was not done
// yet or the token grows old.
func (l *login) current(ctx context.Context) (string, error) {
	if pass, fresh := l.fresh(); fresh {
		return pass, nil
	}
	if err := l.take(ctx); err != nil {
		return "", err
	}
	defer l.release()
	if pass, fresh := l.fresh(); fresh {
		return pass, nil
	}
	if l.refused != nil {
		return "", l.refused
	}
	if !l.asked {
		if err := l.ask(ctx); err != nil {
			return "", l.end(err)
		}
	}
	if err := l.signIn(ctx); err != nil {
		return "", l.end(err)
	}
	return l.pass, nil
}

// renew gets a new token after an answer 401 to a request with the stale one,
// unless somebody did so already.
func (l *login) renew(ctx context.Context, stale string, res *http.Response) error {
	if err := l.take(ctx); err != nil {
		drain(res)
		return err
	}
	defer l.release()
	switch {
	case l.refused != nil:
		drain(res)
		return l.refused
	case l.pass != stale:
		return nil
	case l.basic:
		return l.end(l.connection.fault(res, signingIn))
	}
	if found, ok := parseChallenges(res.Header.Values("WWW-Authenticate")); ok {
		l.realm = found
	}
	return l.end(l.signIn(ctx))
}

// fresh returns the header, and whether it can be used as it is.
func (l *login) fresh() (string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pass, l.asked && l.refused == nil && (l.renewAt.IsZero() || time.Now().Before(l.renewAt))
}

func (l *login) take(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (l *login) release() { <-l.turn }

// end remembers a lasting end of the sign-in, so that nobody tries it again.
func (l *login) end(err error) error {
	if report.Has(err, CodeRefused) || report.Has(err, CodeAnonymous) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.refused = err
	}
	return err
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
		l.set("", 0)
		return nil
	case res.StatusCode == http.StatusUnauthorized:
		found, ok := parseChallenges(res.Header.Values("WWW-Authenticate"))
		if !ok {
			return l.connection.finding(res, CodeBadSignIn)
		}
		drain(res)
		l.realm = found
		return nil
	}
	return l.connection.fault(res, reaching)
}

// signIn gets what the requests are sent with: a token, or user and password
// once they were seen to be good.
func (l *login) signIn(ctx context.Context) error {
	switch {
	case l.realm.scheme == "":
		return nil
	case l.credentials.RegistryToken != "":
		l.set("Bearer "+l.credentials.RegistryToken, 0)
		return nil
	case l.realm.scheme == "bearer":
		return l.token(ctx)
	case l.anonymous():
		return report.Fault(CodeAnonymous, nil, l.connection.parts())
	}
	l.basic = true
	pass := basicAuth(l.credentials)
	res, err := l.connection.direct(ctx, l.connection.url("/v2/"), pass)
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return l.connection.fault(res, signingIn)
	}
	drain(res)
	l.set(pass, 0)
	return nil
}

// set keeps the header for requests to come; life is how long it is good for,
// 0 if that is unknown.
func (l *login) set(pass string, life time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked, l.pass, l.renewAt = true, pass, time.Time{}
	if life > 0 {
		l.renewAt = time.Now().Add(life * 3 / 4)
	}
}

// largestToken is far above any token that was seen.
const largestToken = 1 << 20

// token gets a token from where the registry said it is to be had.
func (l *login) token(ctx context.Context) error {
	return l.connection.insist(ctx, func(ctx context.Context) error {
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
		var answer struct {
			Token  string `json:"token"`
			Access string `json:"access_token"`
			Life   int    `json:"expires_in"`
		}
		body, err := l.connection.readAll(ctx, res, largestToken)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(body, &answer); err != nil || answer.Token == "" && answer.Access == "" {
			// The body may hold half a token: it is not kept.
			return again{l.connection.finding(emptied(res), CodeNotARegistry)}
		}
		if answer.Token == "" {
			answer.Token = answer.Access
		}
		l.set("Bearer "+answer.Token, time.Duration(answer.Life)*time.Second)
		return nil
	})
}

// askToken asks for a token: with user and password, with an identity token,
// or as nobody.
func (l *login) askToken(ctx context.Context) (*http.Response, error) {
	address, err := url.Parse(l.realm.realm)
	if err != nil || address.Host == "" {
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

// basicAuth returns the header for user and password, empty without them.
func basicAuth(c authn.AuthConfig) string {
	if c.Username == "" || c.Password == "" {
		return ""
	}
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(c.Username+":"+c.Password))
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

// secrets returns what no text may show.
func (l *login) secrets() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.credentials
	return transport.Forms(c.Password, c.IdentityToken, c.RegistryToken,
		strings.TrimPrefix(basicAuth(c), "Basic "), strings.TrimPrefix(l.pass, "Bearer "))
}

// challenged tells whether the registry was heard to want a sign-in. It is for
// when nobody is signing in.
func (l *login) challenged() bool { return l.realm.scheme != "" }
