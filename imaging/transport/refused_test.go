package transport_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// TestWhereNobodyListensIsSaidSoon has a host refuse every connection, before it has ever
// answered and after.
func TestWhereNobodyListensIsSaidSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		up, tries := false, 0
		refuses := &net.OpError{Op: "dial", Net: "tcp", Err: testkit.Refused}
		rt, err := transport.New(transport.Settings{
			Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: []string{"registry.test"},
			Dial: func(context.Context, string, string) (net.Conn, error) {
				if up {
					return answering(), nil
				}
				tries++
				return nil, refuses
			}})
		if err != nil {
			t.Fatal(err)
		}
		ask := func() (time.Duration, error) {
			tries = 0
			req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://registry.test/v2/", nil)
			begin := time.Now()
			res, err := rt.RoundTrip(req)
			if err == nil {
				_ = res.Body.Close()
			}
			return time.Since(begin), err
		}
		if took, err := ask(); !report.Has(err, transport.CodeRefused) || took < 10*time.Second || took > time.Minute/2 {
			t.Errorf("got %v after %d tries in %v, want %s after half a minute", err, tries, took, transport.CodeRefused)
		}
		up = true
		if _, err := ask(); err != nil {
			t.Fatal(err)
		}
		up = false
		rt.CloseIdleConnections()
		if took, err := ask(); !report.Has(err, transport.CodeRefused) || took < time.Minute {
			t.Errorf("got %v after %d tries in %v, want that one which may be starting anew is waited for", err, tries, took)
		}
	})
}

// answering returns a connection whose other end answers one request.
func answering() net.Conn {
	here, there := net.Pipe()
	go func() {
		defer func() { _ = there.Close() }()
		if _, err := http.ReadRequest(bufio.NewReader(there)); err == nil {
			_, _ = io.WriteString(there, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		}
	}()
	return here
}
