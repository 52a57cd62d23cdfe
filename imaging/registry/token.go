package registry

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

// wanted returns what a token is to be good for.
func (l *authTransport) wanted() []string {
	l.guard.Lock()
	defer l.guard.Unlock()
	return l.scopes
}

// want adds the scopes of a challenge, which are those that a registry knows its
// repository by (distribution, "Token Authentication Specification"): behind a
// gateway that rewrites paths it is another one than in the address.
func (l *authTransport) want(challenged string) {
	l.guard.Lock()
	defer l.guard.Unlock()
	for _, scope := range strings.Fields(challenged) {
		if !slices.ContainsFunc(l.scopes, func(known string) bool { return includes(known, scope) }) {
			l.scopes = append(slices.Clip(l.scopes), scope)
		}
	}
}

// includes tells whether one scope, such as repository:a/b:pull,push, names all
// that another one does.
func includes(scope, other string) bool {
	name, actions := splitScope(scope)
	otherName, otherActions := splitScope(other)
	return name == otherName && !slices.ContainsFunc(otherActions, func(action string) bool { return !slices.Contains(actions, action) })
}

// splitScope returns what a scope names and the actions that it has there.
func splitScope(scope string) (name string, actions []string) {
	at := max(strings.LastIndex(scope, ":"), 0)
	return scope[:at], strings.Split(strings.TrimPrefix(scope[at:], ":"), ",")
}

// largestToken is far above any token that was seen, or that a header can carry.
const largestToken = 64 << 10

// token gets a token from where the registry said it is to be had.
func (l *authTransport) token(ctx context.Context) (header string, err error) {
	scopes := l.wanted()
	err = l.connection.retry(ctx, func(ctx context.Context) error {
		res, err := l.requestToken(ctx, scopes)
		if err != nil {
			return err
		}
		if res.StatusCode != http.StatusOK {
			return l.refused(res)
		}
		body, err := l.connection.readAll(ctx, res, largestToken)
		if err != nil {
			return err
		}
		token, life, ok := tokenIn(body)
		switch {
		case !ok && isPage(res):
			return l.connection.findingSaying(res, exchange.Words{Text: string(body)}, CodeNotARegistry)
		case !ok:
			// The body may hold half a token: it is not kept.
			return restartable{l.connection.findingOf(withoutBody(res), CodeNotARegistry)}
		}
		header = l.store(authHeader{value: "Bearer " + token, scopes: scopes}, life)
		return nil
	})
	return header, err
}

// refused returns why there was no token. Where the address of the token server leads to
// nothing its operator is to be told, and not that a repository is missing; GitLab
// answers 404 for a project that is not there, in a registry's words.
func (l *authTransport) refused(res *http.Response) error {
	said := readWords(res)
	err := l.connection.errorSaying(res, said, signingIn)
	gone := res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone
	f, ok := report.Of(err)
	if !ok || !gone || said.Has("NAME_UNKNOWN", "NAME_INVALID", "DENIED") {
		return err
	}
	f.Code, f.Args["Server"] = CodeTokenServer, res.Request.URL.Host
	return f
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

// requestToken asks for a token for the scopes: with user and password, with an identity token,
// or as nobody.
func (l *authTransport) requestToken(ctx context.Context, scopes []string) (*http.Response, error) {
	address, err := url.Parse(l.realm.realm)
	if err != nil || address.Host == "" || !isWeb(address) {
		return nil, report.Fault(CodeStrangeSignIn, nil, l.connection.parts())
	}
	query := address.Query()
	if l.realm.service != "" {
		query.Set("service", l.realm.service)
	}
	if l.credentials.IdentityToken != "" {
		query.Set("scope", strings.Join(scopes, " "))
		query.Set("grant_type", "refresh_token")
		query.Set("refresh_token", l.credentials.IdentityToken)
		query.Set("client_id", "auximage")
		address.RawQuery = ""
		return l.connection.postForm(ctx, address, query)
	}
	query["scope"] = scopes
	address.RawQuery = query.Encode()
	return l.connection.getUnsigned(ctx, address, basicAuth(l.credentials))
}
