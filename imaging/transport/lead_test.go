package transport_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"auximage/imaging/internal/fakes"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// leadTo returns a dial that leads every address but the proxy's to the target,
// and counts those.
func leadTo(d *net.Dialer, target, proxy string, direct *int) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr != proxy {
			*direct++
			addr = target
		}
		return d.DialContext(ctx, network, addr)
	}
}

func tlsConfig(cert tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{cert}}
}

func TestARedirectToAnotherHostCarriesNoCredentials(t *testing.T) {
	fault := only("GET", "/blobs/", 1, fakes.Fault{Kind: fakes.Redirect, To: "other.test"})
	inBubble(t, &fakes.Registry{Fault: fault}, transport.Settings{}, func(t *testing.T, s *site) {
		s.registry.PutBlob("a", s.content)
		// As a transport above ours does, which gives each request its token.
		s.client.Transport = bearing{s.transport}
		if _, _, err := s.want(t.Context(), 200, "GET", "/v2/a/blobs/"+s.digest, nil); err != nil {
			t.Fatal(err)
		}
		seen := s.registry.Requests()
		if seen[0].Header.Get("Authorization") == "" || seen[1].Host != "other.test" || seen[1].Header.Get("Authorization") != "" {
			t.Errorf("%+v", seen)
		}
	})
}

type bearing struct{ http.RoundTripper }

func (b bearing) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("Authorization", "Bearer canary")
	return b.RoundTripper.RoundTrip(req)
}

func TestANameThatDoesNotExistIsSaidAtOnce(t *testing.T) {
	unknown := func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	carrier, err := transport.New(transport.Settings{Dial: unknown, Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	if err := roundTrip(t, carrier); !report.Has(err, transport.CodeUnknownHost) || transport.Passing(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestANameThatWasReachedBeforeIsWaitedFor(t *testing.T) {
	inBubble(t, &fakes.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		gone := false
		carrier, err := transport.New(transport.Settings{
			PlainHTTP: []string{host},
			Proxy:     transport.Proxy{Mode: transport.NoProxy},
			Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
				if gone {
					gone = false
					return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
				}
				return s.network.Dial(ctx, network, addr)
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := roundTrip(t, carrier); err != nil {
				t.Error(err)
			}
			carrier.CloseIdleConnections()
			gone = true
		}
	})
}

// roundTrip sends a GET to the registry and returns its error.
func roundTrip(t *testing.T, carrier *transport.Transport) error {
	t.Helper()
	scheme := "https"
	if carrier.Plain(host) {
		scheme = "http"
	}
	req, err := http.NewRequestWithContext(t.Context(), "GET", scheme+"://"+host+"/v2/a/manifests/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := carrier.RoundTrip(req)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

// TestAServerThatRefusesABodyAndClosesIsHeard runs over sockets, where the
// reset that follows the answer can be noticed before it.
func TestAServerThatRefusesABodyAndClosesIsHeard(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 9\r\nConnection: close\r\n\r\ntoo large")
			_ = conn.Close() // what was not read makes it a reset
		}
	}()
	for range 20 {
		carrier, err := transport.New(transport.Settings{
			PlainHTTP: []string{"127.0.0.1"}, NoContinue: true, Patience: time.Second, Proxy: transport.Proxy{Mode: transport.NoProxy},
		})
		if err != nil {
			t.Fatal(err)
		}
		req, err := http.NewRequestWithContext(t.Context(), "PATCH", "http://"+listener.Addr().String()+"/v2/a/blobs/uploads/1", strings.NewReader(strings.Repeat("x", 8<<20)))
		if err != nil {
			t.Fatal(err)
		}
		res, err := carrier.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d", res.StatusCode)
		}
		_ = res.Body.Close()
		carrier.CloseIdleConnections()
	}
}

func TestWordsHaveBoundsAndNoSecrets(t *testing.T) {
	basic := func(req *http.Request) { req.SetBasicAuth("ann", "canary-pass") }
	bearer := func(req *http.Request) { req.Header.Set("Authorization", "Bearer canary-token") }
	for what, c := range map[string]struct {
		status  int
		kind    string
		body    string
		with    func(*http.Request)
		text    string
		shorter int
	}{
		"the errors of the protocol": {403, "application/json", `{"errors":[{"code":"DENIED","message":"no"},{"code":"X"}]}`, basic, "DENIED: no\nX", 0},
		"plain words":                {500, "text/plain", " it broke\x00\x1b[31m ", basic, "it broke  [31m", 0},
		"a password":                 {401, "text/plain", "wrong: canary-pass, YW5uOmNhbmFyeS1wYXNz", basic, "wrong: …, …", 0},
		"a token":                    {401, "text/plain", "wrong: canary-token", bearer, "wrong: …", 0},
		"a query":                    {404, "text/plain", "no /file?sig=canary", bearer, "no /file?…", 0},
		"a success":                  {200, "application/json", `{"token":"canary"}`, basic, "", 0},
		"a page":                     {200, "text/html", "<p>Sign in", basic, "<p>Sign in", 0},
		"bad text":                   {500, "text/plain", "\xff\xfe", basic, "�", 0},
		"too many words":             {500, "text/plain", strings.Repeat("x", 1<<20), basic, "", 2100},
	} {
		t.Run(what, func(t *testing.T) {
			req, err := http.NewRequest("GET", "https://registry.test/file?sig=canary", nil)
			if err != nil {
				t.Fatal(err)
			}
			c.with(req)
			res := &http.Response{
				StatusCode: c.status, Request: req, Body: io.NopCloser(strings.NewReader(c.body)),
				Header: http.Header{"Content-Type": {c.kind}, "Opc-Request-Id": {"id-1"}},
			}
			said := transport.Words(res)
			if c.shorter > 0 && (len(said.Text) > c.shorter || said.Text == "") || c.shorter == 0 && said.Text != c.text {
				t.Errorf("the text is %q", said.Text)
			}
			if said.Path != "/file" || said.Host != host || said.RequestID != "id-1" || said.Status != c.status {
				t.Errorf("%+v", said)
			}
			if left, err := io.ReadAll(res.Body); err != nil || string(left) != c.body {
				t.Errorf("%d of %d bytes are left to read, %v", len(left), len(c.body), err)
			}
		})
	}
}
