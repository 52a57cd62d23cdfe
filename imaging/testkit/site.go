package testkit

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"testing"
)

// Site is names on loopback, as a company's network has them: an issuer of
// certificates, a proxy, and servers that it leads to. It ends with the test.
type Site struct {
	CA    *CA
	Proxy *Proxy

	t        testing.TB
	proxyURL string
	caFile   string
}

// NewSite returns a site without servers, whose issuer has a name.
func NewSite(t testing.TB, issuer string) *Site {
	t.Helper()
	s := &Site{CA: NewCA(issuer), Proxy: &Proxy{}, t: t}
	front := httptest.NewServer(s.Proxy)
	t.Cleanup(func() {
		front.CloseClientConnections()
		front.Close()
	})
	s.proxyURL, s.caFile = front.URL, s.CA.File(t)
	return s
}

// ProxyURL returns the address of the site's proxy.
func (s *Site) ProxyURL() string { return s.proxyURL }

// CAFile returns the path of a file with the issuer's certificate.
func (s *Site) CAFile() string { return s.caFile }

// Serve lets a handler stand at names, with a certificate for them, and returns
// the host:port at which it is.
func (s *Site) Serve(h http.Handler, names ...string) (address string) {
	s.t.Helper()
	server := ServeTLS(s.t, h, s.CA.Certificate(names...))
	for _, name := range names {
		s.Proxy.Lead(name, server.Listener.Addr().String())
	}
	return server.Listener.Addr().String()
}

// ServeTLS serves a handler on loopback with a certificate until the test ends.
func ServeTLS(t testing.TB, h http.Handler, certificate tls.Certificate) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

// Transport returns a way to the site for others than the program under test.
func (s *Site) Transport() *http.Transport {
	s.t.Helper()
	return Through(s.t, s.proxyURL, s.caFile)
}

// Through returns a transport that goes through a proxy and trusts a CA file alone.
func Through(t testing.TB, proxy, caFile string) *http.Transport {
	t.Helper()
	at, err := url.Parse(proxy)
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(caFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	way := &http.Transport{Proxy: http.ProxyURL(at), TLSClientConfig: &tls.Config{RootCAs: roots}}
	t.Cleanup(way.CloseIdleConnections)
	return way
}
