// Package transport is the http.RoundTripper that survives transient faults:
// it watches that bytes move, tries again, honours Retry-After, goes through
// proxies, trusts a company's CA beside the system's, and speaks plain http
// only to hosts that a person allowed by name.
//
// A round trip ends with an answer that is worth reading or with a
// report.Finding; transient faults (the table is in codes.go) are waited out
// inside, as long as Settings.RetryBudget lasts. Where a request can be sent again
// this is all a caller sees of them. Where it cannot, as in the middle of an
// upload, the error satisfies Waited: the wait is over, begin again. The
// retry budget is one for all that happens under an Item.
package transport

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"auximage/imaging/report"
)

// ProxyMode says where the proxy comes from.
type ProxyMode string

// The modes; the empty mode is SystemProxy.
const (
	SystemProxy ProxyMode = "system"
	NoProxy     ProxyMode = "none"
	OwnProxy    ProxyMode = "own"
)

// Proxy says how to leave the building.
type Proxy struct {
	Mode           ProxyMode
	URL            string   // of OwnProxy: http://host:port, https://host:port or host:port, without credentials
	Bypass         []string // hosts and domains reached directly, besides those of the system
	User, Password string
}

// Settings of a Transport. The zero value serves.
type Settings struct {
	Proxy       Proxy
	CAFile      string        // PEM; trusted beside the system's
	PlainHTTP   []string      // host or host:port, reached without TLS
	RetryBudget time.Duration // how long transient faults are waited out in all; 0 is DefaultRetryBudget

	// FailFast takes a refused connection, a name that cannot be looked up and a
	// network without a way to the host for answers, not for transient faults: for a
	// check, in which a person waits to hear just that.
	FailFast bool

	// Dial makes the connections that carry requests, to the proxy where there
	// is one; nil dials the network. The try-out leads the names of registries
	// to its own servers with it.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// DefaultRetryBudget is how long a fault may go on before it counts as lasting.
// Only time in which nothing moves counts: silence, and waits between tries.
const DefaultRetryBudget = 5 * time.Minute

// Transport is safe for many goroutines and keeps connections.
type Transport struct {
	plain       []string
	retryBudget time.Duration
	limits      limits
	base        *http.Transport
	dialer      func(ctx context.Context, network, addr string) (net.Conn, error)
	failFast    bool
	links       sync.Map // *link by the host that is dialled
	reached     sync.Map // hosts that answered: their names exist
	noExpect    sync.Map // hosts that answered 417: they are sent no Expect
}

// probes find a host that went away while its answer is waited for, in little
// more than a minute.
var probes = net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 10 * time.Second, Count: 6}

// New returns a transport, or a Finding about a setting that cannot serve.
func New(s Settings) (*Transport, error) {
	proxy, err := s.Proxy.function()
	if err != nil {
		return nil, err
	}
	roots, err := certPool(s.CAFile)
	if err != nil {
		return nil, err
	}
	t := &Transport{
		plain:       s.PlainHTTP,
		retryBudget: s.RetryBudget,
		dialer:      s.Dial,
		failFast:    s.FailFast,
	}
	if t.retryBudget <= 0 {
		t.retryBudget = DefaultRetryBudget
	}
	if t.dialer == nil {
		t.dialer = (&net.Dialer{KeepAliveConfig: probes}).DialContext
	}
	t.limits = limitsWithin(t.retryBudget)
	t.base = t.newBase(proxy, roots)
	return t, nil
}

// Plain tells whether a host (host or host:port) was allowed plain http. A name
// that was allowed without a port is allowed at any.
func (t *Transport) Plain(host string) bool {
	for _, allowed := range t.plain {
		if strings.EqualFold(host, allowed) || strings.EqualFold(hostname(host), allowed) ||
			strings.EqualFold(host+":80", allowed) {
			return true
		}
	}
	return false
}

// RoundTrip implements http.RoundTripper. The request's body is closed; it is
// taken from GetBody where there is one, so that a request may be handed over
// again as it is.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	forbidden := t.forbidden(req)
	if req.Body != nil && (forbidden != nil || req.GetBody != nil) {
		_ = req.Body.Close()
	}
	if forbidden != nil {
		return nil, forbidden
	}
	return newRoundTrip(t, req).withRetries(nil)
}

// forbidden returns why no request goes to an address, nil where one may.
func (t *Transport) forbidden(req *http.Request) error {
	switch address := req.URL; {
	case address.Scheme == "https", address.Scheme == "http" && t.Plain(address.Host):
		return nil
	case address.Scheme == "http":
		return redirected(req, report.Finding{Code: CodePlainHTTP, Severity: report.Error, Args: report.Args{"Host": address.Host}})
	default:
		bare := url.URL{Scheme: address.Scheme, Opaque: address.Opaque, Host: address.Host, Path: address.Path}
		return report.Fault(CodeBadScheme, nil, report.Args{"URL": bare.String()})
	}
}

// CloseIdleConnections closes the connections that no request uses.
func (t *Transport) CloseIdleConnections() { t.base.CloseIdleConnections() }

// hostname returns host without its port and without the brackets of IPv6.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}
