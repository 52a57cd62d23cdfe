package registry

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// connection reaches one repository, signed in.
type connection struct {
	reference
	action    string  // pull or push: what it is made for
	origin    url.URL // scheme and host
	transport *transport.Transport
	progress  report.Listener
	auth      *authTransport
	http      http.Client
	known     places // of the registry, from an earlier push
}

// The scopes a token is asked for.
const (
	pull = "pull"
	push = "push,pull"
)

// connect returns a connection to the reference's repository for an action,
// pull or push. Nothing is sent yet. The scheme is https unless the host was allowed plain
// http: go-containerregistry's own would be http for private addresses.
func (c *Client) connect(ctx context.Context, ref reference, action string) (*connection, error) {
	host := ref.repository.RegistryStr()
	conn := &connection{
		reference: ref,
		action:    action,
		origin:    url.URL{Scheme: "https", Host: host},
		transport: c.Transport,
		progress:  c.Progress,
	}
	if c.Transport.Plain(host) {
		conn.origin.Scheme = "http"
	}
	conn.known = cache(c.Cache).readPlaces(conn.origin)
	credentials, err := c.credentials(ctx, ref)
	if err != nil {
		return nil, err
	}
	who := identity{origin: conn.origin.String(), credentials: credentials}
	conn.auth = &authTransport{signIn: c.SignIns.of(who), connection: conn, scopes: []string{ref.repository.Scope(action)}}
	conn.http = http.Client{Transport: conn.auth, CheckRedirect: conn.redirect}
	return conn, nil
}

// credentials asks the keychain.
func (c *Client) credentials(ctx context.Context, ref reference) (authn.AuthConfig, error) {
	if c.Keychain == nil {
		return authn.AuthConfig{}, nil
	}
	who, err := authn.Resolve(ctx, c.Keychain, ref.repository)
	if err == nil {
		var found *authn.AuthConfig
		if found, err = authn.Authorization(ctx, who); err == nil {
			return decoded(*found), nil
		}
	}
	if ctx.Err() != nil {
		return authn.AuthConfig{}, context.Cause(ctx)
	}
	return authn.AuthConfig{}, report.Fault(CodeNoCredentials, err, ref.parts())
}

// decoded returns the credentials with user and password apart, where a file
// of the container tools has them together.
func decoded(c authn.AuthConfig) authn.AuthConfig {
	if c.Auth == "" || c.Username != "" {
		return c
	}
	if plain, err := base64.StdEncoding.DecodeString(c.Auth); err == nil {
		c.Username, c.Password, _ = strings.Cut(string(plain), ":")
	}
	return c
}

// url returns an address of the registry.
func (c *connection) url(path string) *url.URL {
	u := c.origin
	u.Path = path
	return &u
}

// in returns an address of the repository.
func (c *connection) in(kind, name string) *url.URL {
	return c.url("/v2/" + c.repository.RepositoryStr() + "/" + kind + "/" + name)
}

// do sends a request as the signed-in user. Whatever the status, there is an
// answer without an error.
func (c *connection) do(req *http.Request) (*http.Response, error) {
	res, err := c.http.Do(req)
	if err != nil {
		return nil, c.transportError(req.Context(), err)
	}
	return inflated(res), nil
}

// get asks for something of the registry, without a body.
func (c *connection) get(ctx context.Context, method string, address *url.URL, header http.Header) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, address.String(), nil)
	if err != nil {
		return nil, err
	}
	for key, values := range header {
		req.Header[key] = values
	}
	return c.do(req)
}

// getUnsigned sends a GET for a sign-in. A credential goes to
// that host alone.
func (c *connection) getUnsigned(ctx context.Context, address *url.URL, header string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(transport.For(ctx, transport.SignIn), http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, err
	}
	return c.doWithHeaderFor(address, header, req)
}

// postForm sends a form for a sign-in.
func (c *connection) postForm(ctx context.Context, address *url.URL, form url.Values) (*http.Response, error) {
	body := []byte(form.Encode())
	req, err := http.NewRequestWithContext(transport.For(ctx, transport.SignIn), http.MethodPost, address.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.doWithHeaderFor(address, "", req)
}

// doWithHeaderFor sends a request; wherever redirects lead, only the allowed
// origin sees the credential, and a form is not carried to another one.
func (c *connection) doWithHeaderFor(allowed *url.URL, header string, req *http.Request) (*http.Response, error) {
	client := http.Client{CheckRedirect: c.redirect, Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
		if sameOrigin(req.URL, allowed) && (allowed.Scheme == "https" || c.origin.Scheme == "http") {
			return c.transport.RoundTrip(withAuthorization(req, header))
		}
		return c.transport.RoundTrip(req)
	})}
	if req.Body != nil {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, c.transportError(req.Context(), err)
	}
	return inflated(res), nil
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// transportError returns what became of a request that got no answer: the stop, what
// the transport found, or a fault of the content that was to be sent.
func (c *connection) transportError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var wrapped *url.Error // has the address in its text, with its query
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	f, known := report.Of(err)
	if !known {
		f = report.Finding{Code: CodeNotARegistry, Severity: report.Error, Args: c.parts(), Cause: err}
		err = f
	}
	// A registry that is not allowed plain http is asked over TLS: where plain
	// http is refused, a realm, a redirect or a Location points elsewhere.
	if f.Code == transport.CodePlainHTTP || f.Code == transport.CodeNotTLS && f.Args["Host"] != c.origin.Host {
		f = transport.Redirected(f, c.origin.Host)
		err = f
	}
	if clean, dirty := c.scrubbed(f); dirty && !transport.Waited(err) { // what was waited for is tried again, not shown
		f, err = clean, clean
	}
	if f.Code == transport.CodeThrottled && c.host == ocir.DockerHub && !transport.Waited(err) {
		return report.Finding{Code: CodePullLimit, Severity: report.Error, Args: c.parts(), Exchange: f.Exchange, Cause: err}
	}
	return err
}

// mostRedirects is as many as browsers follow.
const mostRedirects = 20

// isWeb tells whether an address is one that a request can go to.
func isWeb(u *url.URL) bool { return u.Scheme == "https" || u.Scheme == "http" }

// redirect lets redirects lead on, but not round and round, nor out of the web.
func (c *connection) redirect(next *http.Request, via []*http.Request) error {
	if len(via) > mostRedirects || !isWeb(next.URL) {
		return report.Fault(CodeNotARegistry, nil, c.parts())
	}
	return nil
}

// readAll returns an answer's body, at most limit bytes of it, and closes it.
func (c *connection) readAll(ctx context.Context, res *http.Response, limit int64) ([]byte, error) {
	defer func() { _ = res.Body.Close() }()
	content, err := io.ReadAll(io.LimitReader(res.Body, limit))
	if err != nil {
		return nil, c.transportError(ctx, err)
	}
	return content, nil
}

// readGood is readAll for an answer 200 of a registry; another one is an error.
func (c *connection) readGood(ctx context.Context, res *http.Response, limit int64) ([]byte, error) {
	if res.StatusCode != http.StatusOK {
		return nil, c.responseError(res, working)
	}
	if isPage(res) {
		return nil, c.findingOf(res, CodeNotARegistry)
	}
	return c.readAll(ctx, res, limit)
}
