package transport_test

import (
	"crypto/tls"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// overTLS returns how often the server was asked in a GET of
// https://registry.test/v2/ with settings, and what that ended in.
func overTLS(t *testing.T, settings transport.Settings, cert tls.Certificate) (int, error) {
	t.Helper()
	network, registry := &testkit.Network{}, &testkit.Registry{}
	stop := network.ServeTLS(host+":443", registry, cert)
	defer stop()
	settings.Dial, settings.Proxy.Mode = network.Dial, transport.NoProxy
	rt, err := transport.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	defer rt.CloseIdleConnections()
	res, err := (&http.Client{Transport: rt}).Get("https://" + host + "/v2/")
	if err == nil {
		err = res.Body.Close()
	}
	return len(registry.Requests()), err
}

// trusting returns settings with the authority in a CA file.
func trusting(t *testing.T, ca *testkit.CA) transport.Settings {
	t.Helper()
	return transport.Settings{CAFile: ca.File(t)}
}

func TestACertificateFromTheCAFileIsTrusted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ca := testkit.NewCA("Example Corp")
		if asked, err := overTLS(t, trusting(t, ca), ca.Certificate(host)); err != nil || asked != 1 {
			t.Errorf("%v, asked %d times", err, asked)
		}
	})
}

func TestACertificateThatDoesNotVerifyIsNamedAndNotTriedAgain(t *testing.T) {
	now := func(d time.Duration) time.Time { return time.Now().Add(d) }
	for what, c := range map[string]struct {
		cert    func(ca *testkit.CA) tls.Certificate
		trusted bool
		code    report.Code
		arg     string
	}{
		"unknown issuer": {func(ca *testkit.CA) tls.Certificate { return ca.Certificate(host) }, false, transport.CodeTLSUnknownIssuer, "Issuer"},
		"another host":   {func(ca *testkit.CA) tls.Certificate { return ca.Certificate("elsewhere.test") }, true, transport.CodeTLSWrongHost, "Names"},
		"expired": {func(ca *testkit.CA) tls.Certificate {
			return ca.CertificateFor(now(-48*time.Hour), now(-time.Hour), host)
		}, true, transport.CodeTLSExpired, "Until"},
		"not valid yet": {func(ca *testkit.CA) tls.Certificate {
			return ca.CertificateFor(now(time.Hour), now(48*time.Hour), host)
		}, true, transport.CodeTLSNotYetValid, "From"},
	} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ca, settings, begin := testkit.NewCA("Example Corp"), transport.Settings{}, time.Now()
				if c.trusted {
					settings = trusting(t, ca)
				}
				asked, err := overTLS(t, settings, c.cert(ca))
				f, _ := report.Of(err)
				if f.Code != c.code || f.Args[c.arg] == nil || f.Args["Host"] != host {
					t.Errorf("the error is %v", err)
				}
				if c.arg == "Issuer" && f.Args["Issuer"] != "Example Corp" {
					t.Errorf("the issuer is %v", f.Args["Issuer"])
				}
				if asked != 0 || time.Since(begin) != 0 {
					t.Errorf("asked %d times, in %s", asked, time.Since(begin))
				}
			})
		})
	}
}

func TestAServerThatSpeaksPlainHTTPIsNamed(t *testing.T) {
	inBubble(t, &testkit.Registry{}, transport.Settings{}, func(t *testing.T, s *site) {
		_, err := s.do(t.Context(), "GET", "https://"+host+":80/v2/", nil)
		if !report.Has(err, transport.CodeNotTLS) {
			t.Errorf("the error is %v", err)
		}
	})
}

func TestPlainHTTPIsForHostsAllowedByName(t *testing.T) {
	for address, allowed := range map[string]bool{
		"http://127.0.0.1:5000/v2/":   false,
		"http://localhost/v2/":        false,
		"http://10.0.0.1/v2/":         false,
		"http://registry.test/v2/":    true,
		"http://REGISTRY.test/v2/":    true,
		"http://other.test/v2/":       true,
		"http://a.registry.test/v2/":  false,
		"http://registry.test.x/v2/":  false,
		"http://[::1]/v2/":            false,
		"http://registry.test:80/v2/": true,
	} {
		t.Run(address, func(t *testing.T) {
			inBubble(t, &testkit.Registry{}, transport.Settings{RetryBudget: time.Second}, func(t *testing.T, s *site) {
				res, err := s.do(t.Context(), "GET", address, nil)
				if err == nil {
					_ = res.Body.Close()
				}
				if allowed && err != nil && !report.Has(err, transport.CodeRefused) {
					t.Error(err)
				}
				if !allowed && !report.Has(err, transport.CodePlainHTTP) {
					t.Errorf("the error is %v", err)
				}
			})
		})
	}
}

func TestPlainTellsOfPortsToo(t *testing.T) {
	rt, err := transport.New(transport.Settings{PlainHTTP: []string{"one.test", "two.test:5000", "[::1]:5000", "three.test:80"}})
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]bool{
		"one.test": true, "one.test:5000": true, "two.test:5000": true, "two.test": false, "two.test:80": false,
		"[::1]:5000": true, "[::1]": false, "three.test": true, "three.test:80": true, "four.test": false, "": false,
	} {
		if rt.Plain(host) != want {
			t.Errorf("Plain(%q) is %v", host, !want)
		}
	}
}

func TestASettingThatCannotServeIsNamed(t *testing.T) {
	noPEM := filepath.Join(t.TempDir(), "ca.der")
	if err := os.WriteFile(noPEM, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	own := func(address string) transport.Settings {
		return transport.Settings{Proxy: transport.Proxy{Mode: transport.OwnProxy, URL: address}}
	}
	for what, c := range map[string]struct {
		settings transport.Settings
		code     report.Code
	}{
		"a CA file that is not there":     {transport.Settings{CAFile: noPEM + "x"}, transport.CodeNoCA},
		"a CA file without a certificate": {transport.Settings{CAFile: noPEM}, transport.CodeBadCA},
		"no proxy":                        {own(""), transport.CodeBadProxy},
		"a proxy without scheme and port": {own("proxy.test"), transport.CodeBadProxy},
		"a proxy of another kind":         {own("ftp://proxy.test"), transport.CodeBadProxy},
		"a proxy with a path":             {own("http://proxy.test/a"), transport.CodeBadProxy},
		"a proxy with a password":         {own("http://ann:secret@proxy.test"), transport.CodeBadProxy},
		"an impossible port":              {own("http://proxy.test:99999"), transport.CodeBadProxy},
		"a mode that is none":             {transport.Settings{Proxy: transport.Proxy{Mode: "some"}}, transport.CodeBadProxy},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := transport.New(c.settings)
			f, _ := report.Of(err)
			if f.Code != c.code || f.Args["URL"] == "http://ann:secret@proxy.test" {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
