package transport

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/http/httpproxy"

	"auximage/imaging/report"
)

// function returns what http.Transport asks for the proxy of a request.
func (p Proxy) function() (func(*http.Request) (*url.URL, error), error) {
	config, err := p.config()
	if err != nil {
		return nil, err
	}
	choose := config.ProxyFunc()
	return func(req *http.Request) (*url.URL, error) {
		found, err := choose(req.URL)
		if found == nil || err != nil || p.User == "" || found.User != nil {
			return found, err
		}
		with := *found
		with.User = url.UserPassword(p.User, p.Password)
		return &with, nil
	}, nil
}

// config returns the proxies by scheme and the hosts reached without one.
func (p Proxy) config() (*httpproxy.Config, error) {
	switch p.Mode {
	case NoProxy:
		return &httpproxy.Config{}, nil
	case OwnProxy:
		address, err := p.Address()
		if err != nil {
			return nil, err
		}
		return &httpproxy.Config{HTTPProxy: address, HTTPSProxy: address, NoProxy: strings.Join(p.Bypass, ",")}, nil
	case SystemProxy, "":
		config := systemProxy()
		config.NoProxy = strings.Join(slices.Concat([]string{config.NoProxy}, p.Bypass), ",")
		return config, nil
	}
	return nil, report.Fault(CodeBadProxy, nil, report.Args{"URL": string(p.Mode)})
}

// Address returns the own proxy's URL, or a Finding when it cannot be one. A host and
// a port are understood as http, as in HTTP_PROXY; without a port programs differ. A
// password in it is refused: it belongs into the keyring, not into settings.
func (p Proxy) Address() (string, error) {
	text := strings.TrimSpace(p.URL)
	if host, port, err := net.SplitHostPort(strings.TrimRight(text, "/")); err == nil && host != "" && isPort(port) && !strings.ContainsAny(host, "/@?#") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || !isPort(u.Port()) ||
		u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", report.Fault(CodeBadProxy, nil, report.Args{"URL": shown(p.URL)})
	}
	return u.Scheme + "://" + u.Host, nil
}

// isPort tells whether an address may have the port; an empty one is its
// scheme's.
func isPort(port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && n > 0
}

// shown returns an address as it may be shown: without what stands before an @.
func shown(address string) string {
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, rest = "", address
	}
	rest = rest[strings.LastIndex(rest, "@")+1:]
	rest, _, _ = strings.Cut(rest, "?")
	if scheme == "" {
		return rest
	}
	return scheme + "://" + rest
}

// Direct tells whether requests to an address go there without a proxy.
func (t *Transport) Direct(address *url.URL) bool {
	if t.base.Proxy == nil {
		return true
	}
	proxy, err := t.base.Proxy(&http.Request{URL: address})
	return err == nil && proxy == nil
}
