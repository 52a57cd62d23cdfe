package registry

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestATokensLifeIsReadHoweverItIsWritten(t *testing.T) {
	for body, want := range map[string]struct {
		token string
		life  time.Duration
	}{
		`{"token":"a","expires_in":300}`:                 {"a", 5 * time.Minute},
		`{"access_token":"a","expires_in":300.0}`:        {"a", 5 * time.Minute},
		`{"token":"a","expires_in":"300"}`:               {"a", 5 * time.Minute},
		`{"token":"a","access_token":"b"}`:               {"a", 0},
		`{"token":"a","expires_in":null}`:                {"a", 0},
		`{"token":"a","expires_in":-5}`:                  {"a", 0},
		`{"token":"a","expires_in":1e30}`:                {"a", 24 * time.Hour},
		`{"token":"a","expires_in":9223372036854775807}`: {"a", 24 * time.Hour},
		`{"token":"a\r\nX-Evil: 1"}`:                     {},
		`{"token":""}`:                                   {},
		`{"token":5}`:                                    {},
		`[]`:                                             {},
		`<html>`:                                         {},
	} {
		t.Run(body, func(t *testing.T) {
			if token, life, ok := tokenIn([]byte(body)); token != want.token || life != want.life || ok != (want.token != "") {
				t.Errorf("%q for %v, %v", token, life, ok)
			}
		})
	}
}

func TestAWayOutOfTheWebIsNoRegistrysSoon(t *testing.T) {
	for _, place := range []string{"file:///etc/passwd", "javascript:alert(1)", "http://[::1", "ftp://evil.test/x"} {
		for _, status := range []int{http.StatusAccepted, http.StatusTemporaryRedirect} {
			for _, method := range []string{http.MethodPost, http.MethodPatch} {
				t.Run(strings.Join([]string{method, http.StatusText(status), place}, " "), func(t *testing.T) {
					fault := at(method, "/uploads/", testkit.Fault{
						Kind: testkit.Answer, Where: testkit.AfterBody, Status: status, Header: http.Header{"Location": {place}},
					})
					inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
						began := time.Now()
						_, err := s.push(t.Context(), imageOf(t, large))
						if !report.Has(err, CodeNotARegistry) || time.Since(began) > time.Minute {
							t.Errorf("%v after %v", err, time.Since(began))
						}
					})
				})
			}
		}
	}
}

func TestASignInOutOfTheWebIsStrange(t *testing.T) {
	for _, realm := range []string{"file:///etc/passwd", "ftp://evil.test/token", "token", ""} {
		fault := at(http.MethodGet, "/v2/", testkit.Fault{Kind: testkit.Answer, Status: 401, Header: http.Header{"Www-Authenticate": {`Bearer realm="` + realm + `"`}}})
		inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
			_, err := s.push(t.Context(), imageOf(t, 10))
			finding(t, err, CodeStrangeSignIn)
		})
	}
}

func TestWhereARegistryLeadsWithoutEncryptionIsNotForAPersonToAllow(t *testing.T) {
	redirect := testkit.Fault{Kind: testkit.Redirect, To: "evil.test"}
	location := testkit.Fault{Kind: testkit.Answer, Status: http.StatusAccepted, Header: http.Header{"Location": {"http://evil.test/upload"}}}
	realm := testkit.Fault{Kind: testkit.Answer, Status: http.StatusUnauthorized, Header: http.Header{"Www-Authenticate": {`Bearer realm="http://evil.test/token"`}}}
	deaf := testkit.Fault{Kind: testkit.Answer, Status: http.StatusAccepted, Header: http.Header{"Location": {"https://evil.test:80/upload"}}}
	for what, test := range map[string]struct {
		fault func(int, *http.Request) testkit.Fault
		to    string
	}{
		"a realm":                       {at("GET", "/v2/", realm), "evil.test"},
		"a redirect at the sign-in":     {at("GET", "/v2/", redirect), "evil.test"},
		"a redirect":                    {at("HEAD", "/blobs/", redirect), "evil.test"},
		"a Location":                    {at("POST", "/uploads/", location), "evil.test"},
		"a Location that speaks no TLS": {at("POST", "/uploads/", deaf), "evil.test:80"},
	} {
		t.Run(what, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Fault: test.fault}, func(t *testing.T, s *site) {
				evil := &testkit.Registry{}
				defer s.network.Serve("evil.test:80", evil)()
				_, err := s.push(t.Context(), imageOf(t, 10))
				f := finding(t, err, transport.CodeRedirectedToHTTP)
				if f.Args["Host"] != test.to || f.Args["By"] != host {
					t.Errorf("%v", f.Args)
				}
				if report.Has(err, transport.CodePlainHTTP) || report.Has(err, transport.CodeNotTLS) || len(evil.Requests()) > 0 {
					t.Errorf("%v after %d requests", err, len(evil.Requests()))
				}
			})
		})
	}
}

func TestAnUploadThatIsNotNeededMayLeadNowhere(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		if _, err := s.push(t.Context(), imageOf(t, 10)); err != nil {
			t.Fatal(err)
		}
		s.registry.Fault = at(http.MethodPost, "/uploads/", testkit.Fault{Kind: testkit.Answer, Status: http.StatusAccepted, Header: http.Header{"Location": {"ftp://evil.test/x"}}})
		result, err := s.push(t.Context(), imageOf(t, 10))
		if err != nil || result.Sent != 0 {
			t.Errorf("got %v and %d bytes sent, want none, as the registry has all", err, result.Sent)
		}
	})
}

func TestARegistryThatLeadsOutOfTLSOnItsOwnHostIsNamed(t *testing.T) {
	ca := testkit.NewCA("Example Corp")
	file := ca.File(t)
	synctest.Test(t, func(t *testing.T) {
		// As a registry does behind something that ends TLS, when nobody told it.
		fault := testkit.Fault{Kind: testkit.Answer, Status: http.StatusUnauthorized, Header: http.Header{"Www-Authenticate": {`Bearer realm="http://` + host + `/token"`}}}
		var network testkit.Network
		defer network.ServeTLS(host+":443", &testkit.Registry{Fault: at("GET", "/v2/", fault)}, ca.Certificate(host))()
		tr, err := transport.New(transport.Settings{CAFile: file, Proxy: transport.Proxy{Mode: transport.NoProxy}, Dial: network.Dial})
		if err != nil {
			t.Fatal(err)
		}
		defer tr.CloseIdleConnections()
		client := &Client{Transport: tr, Keychain: keychain{user, password}}
		_, err = client.Push(t.Context(), tagged, imageOf(t, 10), nil)
		f := finding(t, err, transport.CodeRedirectedToHTTP)
		if f.Args["Host"] != host || f.Args["By"] != host {
			t.Errorf("%v", f.Args)
		}
	})
}
