// Package transport is the http.RoundTripper that survives passing faults:
// it watches that bytes move, tries again, honours Retry-After, goes through
// proxies, trusts a company's CA beside the system's, and speaks plain http
// only to hosts that a person allowed by name.
package transport

import (
	"context"
	"net"
	"net/http"
	"strings"
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
	URL            string   // of OwnProxy: http://host:port or https://host:port, without credentials
	Bypass         []string // hosts and domains reached directly, over those of the environment
	User, Password string
}

// Settings of a Transport. The zero value serves.
type Settings struct {
	Proxy      Proxy
	CAFile     string        // PEM; trusted beside the system's
	PlainHTTP  []string      // host or host:port, reached without TLS
	Patience   time.Duration // how long passing faults are borne in all; 0 is DefaultPatience
	NoContinue bool          // do not send Expect: 100-continue

	// Dial makes the connections that carry requests, to the proxy where there
	// is one; nil dials the network. The try-out leads the names of registries
	// to its own servers with it.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// DefaultPatience is how long a fault may go on before it counts as lasting.
const DefaultPatience = 5 * time.Minute

// Transport is safe for many goroutines and keeps connections.
type Transport struct {
	settings Settings
	base     *http.Transport
}

// New returns a transport, or a Finding about a setting that cannot serve.
func New(s Settings) (*Transport, error) {
	proxy, err := s.Proxy.function()
	if err != nil {
		return nil, err
	}
	roots, err := pool(s.CAFile)
	if err != nil {
		return nil, err
	}
	return &Transport{settings: s, base: base(s, proxy, roots)}, nil
}

// Plain tells whether a host (host or host:port) was allowed plain http. A name
// that was allowed without a port is allowed at any.
func (t *Transport) Plain(host string) bool {
	for _, allowed := range t.settings.PlainHTTP {
		if strings.EqualFold(host, allowed) || strings.EqualFold(hostname(host), allowed) {
			return true
		}
	}
	return false
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "https" && !t.Plain(req.URL.Host) {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, report.Fault(CodePlainHTTP, nil, report.Args{"Host": req.URL.Host})
	}
	return t.base.RoundTrip(req)
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
