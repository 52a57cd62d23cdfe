package transport_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
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

func TestARedirectToAnotherHostCarriesNoCredentials(t *testing.T) {
	fault := only("GET", "/blobs/", 1, testkit.Fault{Kind: testkit.Redirect, To: "other.test"})
	inBubble(t, &testkit.Registry{Fault: fault}, transport.Settings{}, func(t *testing.T, s *site) {
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

func TestARedirectOutOfTLSNamesWhoLedThere(t *testing.T) {
	for to, want := range map[string]string{"http://evil.test/": "evil.test", "https://other.test:80/": "other.test:80"} {
		t.Run(to, func(t *testing.T) {
			fault := testkit.Fault{Kind: testkit.Answer, Status: 307, Header: http.Header{"Location": {to}}}
			inBubble(t, &testkit.Registry{Fault: only("GET", "", -1, fault)}, transport.Settings{}, func(t *testing.T, s *site) {
				_, err := s.do(t.Context(), "GET", "/file.zip", nil)
				if f, _ := report.Of(err); f.Code != transport.CodeRedirectedToHTTP || f.Args["Host"] != want || f.Args["By"] != host {
					t.Errorf("the error is %v", err)
				}
			})
		})
	}
}

func TestAnAddressThatIsNotOnTheWebIsRefusedAtOnce(t *testing.T) {
	for _, to := range []string{"ftp://other.test/file.zip", "file:///etc/passwd", "gopher://other.test/?secret", "javascript:1"} {
		t.Run(to, func(t *testing.T) {
			fault := testkit.Fault{Kind: testkit.Answer, Status: 307, Header: http.Header{"Location": {to}}}
			inBubble(t, &testkit.Registry{Fault: only("GET", "", -1, fault)}, transport.Settings{}, func(t *testing.T, s *site) {
				for what, address := range map[string]string{"asked for": to, "in a redirect": "/file.zip"} {
					begin := time.Now()
					_, err := s.do(t.Context(), "GET", address, nil)
					if f, _ := report.Of(err); f.Code != transport.CodeBadScheme || time.Since(begin) > 0 || strings.Contains(fmt.Sprint(f.Args), "secret") {
						t.Errorf("%s: got %v after %s", what, err, time.Since(begin))
					}
				}
			})
		})
	}
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
	rt, err := transport.New(transport.Settings{Dial: unknown, Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	if err := roundTrip(t, rt); !report.Has(err, transport.CodeUnknownHost) || transport.Waited(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestANameThatWasReachedBeforeIsWaitedFor(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		gone := false
		rt, err := transport.New(transport.Settings{
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
			if err := roundTrip(t, rt); err != nil {
				t.Error(err)
			}
			rt.CloseIdleConnections()
			gone = true
		}
	})
}

// roundTrip sends a GET to the registry and returns its error.
func roundTrip(t *testing.T, rt *transport.Transport) error {
	t.Helper()
	scheme := "https"
	if rt.Plain(host) {
		scheme = "http"
	}
	req, err := http.NewRequestWithContext(t.Context(), "GET", scheme+"://"+host+"/v2/a/manifests/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := rt.RoundTrip(req)
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
		rt, err := transport.New(transport.Settings{
			PlainHTTP: []string{"127.0.0.1"}, RetryBudget: time.Second, Proxy: transport.Proxy{Mode: transport.NoProxy},
		})
		if err != nil {
			t.Fatal(err)
		}
		req, err := http.NewRequestWithContext(t.Context(), "PATCH", "http://"+listener.Addr().String()+"/v2/a/blobs/uploads/1", strings.NewReader(strings.Repeat("x", 8<<20)))
		if err != nil {
			t.Fatal(err)
		}
		res, err := rt.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d", res.StatusCode)
		}
		_ = res.Body.Close()
		rt.CloseIdleConnections()
	}
}
