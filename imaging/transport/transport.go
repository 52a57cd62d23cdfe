// Package transport is the http.RoundTripper that survives passing faults:
// it watches that bytes move, tries again, honours Retry-After, goes through
// proxies, trusts a company's CA beside the system's, and speaks plain http
// only to hosts that a person allowed by name.
package transport

import (
	"errors"
	"net/http"
	"time"
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
	Bypass         []string // hosts and domains reached directly
	User, Password string
}

// Settings of a Transport. The zero value serves.
type Settings struct {
	Proxy      Proxy
	CAFile     string        // PEM; trusted beside the system's
	PlainHTTP  []string      // host or host:port, reached without TLS
	Patience   time.Duration // how long passing faults are borne in all; 0 is DefaultPatience
	NoContinue bool          // do not send Expect: 100-continue
}

// DefaultPatience is how long a fault may go on before it counts as lasting.
const DefaultPatience = 5 * time.Minute

// Transport is safe for many goroutines and keeps connections.
type Transport struct{}

// New returns a transport, or a Finding about a setting that cannot serve.
func New(s Settings) (*Transport, error) { return &Transport{}, nil }

// Plain tells whether a host (host or host:port) was allowed plain http.
func (t *Transport) Plain(host string) bool { return false }

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.ErrUnsupported
}
