package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"time"

	"auximage/imaging/report"
)

// handshakeTimeout bounds one TLS handshake, as dialTimeout does a dial.
const handshakeTimeout = 10 * time.Second

// newBase returns the transport that makes one attempt. It speaks HTTP/1.1
// alone: a connection then carries one request, so that bytes which move on it
// are that request's, and a reset ends no other layer's upload. It does not
// inflate: digests and lengths are of the bytes that came.
func (t *Transport) newBase(proxy func(*http.Request) (*url.URL, error), roots *x509.CertPool) *http.Transport {
	var http1 http.Protocols
	http1.SetHTTP1(true)
	return &http.Transport{
		Proxy:                  proxy,
		OnProxyConnectResponse: proxyAnswer,
		DialContext:            t.dial,
		Protocols:              &http1,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12, GetClientCertificate: noCertificate},
		TLSHandshakeTimeout:    handshakeTimeout,
		DisableCompression:     true,
		IdleConnTimeout:        60 * time.Second,
		ExpectContinueTimeout:  2 * time.Second,
		MaxIdleConnsPerHost:    8,
		MaxResponseHeaderBytes: 256 << 10,
		WriteBufferSize:        64 << 10,
		ReadBufferSize:         64 << 10,
	}
}

// noCertificate has no client certificate to show, and notes that one is wanted.
func noCertificate(info *tls.CertificateRequestInfo) (*tls.Certificate, error) {
	if a, ok := info.Context().Value(attemptKey{}).(*attempt); ok {
		a.mu.Lock()
		a.wanted = true
		a.mu.Unlock()
	}
	return &tls.Certificate{}, nil
}

// certPool returns the system's certificates and those of the file; nil, which
// stands for the system's alone, without a file.
func certPool(file string) (*x509.CertPool, error) {
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

// CheckCA reads a file of certificates and returns a Finding when it cannot serve, nil
// where it can, and for an empty name.
func CheckCA(file string) error {
	_, err := certPool(file)
	return err
}

func badCA(file string, cause error) error {
	if errors.Is(cause, fs.ErrNotExist) {
		return report.Finding{Code: CodeNoCA, Severity: report.Error, File: file, Cause: cause}
	}
	return report.Finding{Code: CodeBadCA, Severity: report.Error, File: file, Cause: cause}
}
