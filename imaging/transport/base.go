package transport

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"auximage/imaging/report"
)

// dialTimeout bounds one attempt to connect, handshakeTimeout one TLS
// handshake: a host that takes longer is as good as away, and is tried again.
const (
	dialTimeout      = 15 * time.Second
	handshakeTimeout = 10 * time.Second
)

// base returns the transport that makes one attempt. It speaks HTTP/1.1 alone:
// a connection then carries one request, so that bytes which move on it are
// that request's, and a reset ends no other layer's upload.
func base(s Settings, proxy func(*http.Request) (*url.URL, error), roots *x509.CertPool) *http.Transport {
	dial := s.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext
	}
	return &http.Transport{
		Proxy:                 proxy,
		DialContext:           dial,
		TLSClientConfig:       &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   handshakeTimeout,
		IdleConnTimeout:       60 * time.Second,
		ExpectContinueTimeout: time.Second,
		MaxIdleConnsPerHost:   8,
	}
}

// pool returns the system's certificates and those of the file; nil, which
// stands for the system's alone, without a file.
func pool(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, badCA(file, err)
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, badCA(file, nil)
	}
	return roots, nil
}

func badCA(file string, cause error) error {
	return report.Finding{Code: CodeBadCA, Severity: report.Error, File: file, Cause: cause}
}
