package transport_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// behind returns a site with a registry that all names lead to, with TLS for
// registry.test or without, and settings that use its proxy.
func behind(t *testing.T, withTLS bool) (*testkit.Site, *testkit.Registry, transport.Settings) {
	t.Helper()
	site, registry := testkit.NewSite(t, "Example Corp"), &testkit.Registry{}
	if withTLS {
		site.Proxy.Lead("*", site.Serve(registry, host))
	} else {
		server := httptest.NewServer(registry)
		t.Cleanup(server.Close)
		site.Proxy.Lead("*", server.Listener.Addr().String())
	}
	return site, registry, transport.Settings{
		CAFile:      site.CAFile(),
		PlainHTTP:   []string{"plain.test"},
		RetryBudget: 3 * time.Second,
		Proxy:       transport.Proxy{Mode: transport.OwnProxy, URL: site.ProxyURL()},
	}
}

// get sends a GET with settings and returns its error.
func get(t *testing.T, settings transport.Settings, address string) error {
	t.Helper()
	rt, err := transport.New(settings)
	if err != nil {
		t.Fatal(err)
	}
	defer rt.CloseIdleConnections()
	res, err := (&http.Client{Transport: rt}).Get(address)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

func TestAProxyWithAPasswordIsGoneThrough(t *testing.T) {
	for what, address := range map[string]string{"https": "https://registry.test/v2/", "plain http": "http://plain.test/v2/"} {
		t.Run(what, func(t *testing.T) {
			site, registry, settings := behind(t, what == "https")
			site.Proxy.User, site.Proxy.Password = "ann", "s/e:c@ret"
			settings.Proxy.User, settings.Proxy.Password = "ann", "s/e:c@ret"
			if err := get(t, settings, address); err != nil {
				t.Fatal(err)
			}
			seen := registry.Requests()
			if len(site.Proxy.Asked()) != 1 || len(seen) != 1 {
				t.Fatalf("the proxy was asked %d times, the registry %d times", len(site.Proxy.Asked()), len(seen))
			}
			if seen[0].Header.Get("Proxy-Authorization") != "" {
				t.Error("the proxy's password reached the registry")
			}
		})
	}
}

func TestAProxysRefusalIsNamedWithoutItsPassword(t *testing.T) {
	for what, c := range map[string]struct {
		user   string
		refuse int
		code   report.Code
	}{
		"a wrong password": {"ann", 0, transport.CodeProxyAuth},
		"forbidden":        {"", http.StatusForbidden, transport.CodeProxyDenied},
	} {
		for way, address := range map[string]string{"https": "https://registry.test/v2/", "plain http": "http://plain.test/v2/"} {
			if way != "https" && c.code == transport.CodeProxyDenied {
				continue // without a tunnel nobody can tell whose answer it is
			}
			t.Run(what+" over "+way, func(t *testing.T) {
				site, _, settings := behind(t, way == "https")
				site.Proxy.User, site.Proxy.Password, site.Proxy.Refuse = c.user, "right", c.refuse
				settings.Proxy.User, settings.Proxy.Password = "ann", "canary"
				err := get(t, settings, address)
				if !report.Has(err, c.code) {
					t.Errorf("the error is %v", err)
				}
				if strings.Contains(err.Error(), "canary") {
					t.Errorf("the password is in %v", err)
				}
				if len(site.Proxy.Asked()) != 1 {
					t.Errorf("asked %d times", len(site.Proxy.Asked()))
				}
			})
		}
	}
}

func TestAProxyThatWantsAnotherSignInIsNamedWithIt(t *testing.T) {
	for what, c := range map[string]struct {
		wants   []string
		code    report.Code
		schemes any
	}{
		"NTLM and Negotiate":        {[]string{"Negotiate", "NTLM"}, transport.CodeProxyScheme, "Negotiate, NTLM"},
		"in one header":             {[]string{"negotiate, NTLM TlRMTVNTUAACAAAA=="}, transport.CodeProxyScheme, "negotiate, NTLM"},
		"Digest, with its realm":    {[]string{`Digest realm="Example, Corp", qop="auth", nonce="x=="`}, transport.CodeProxyScheme, "Digest"},
		"Basic among others":        {[]string{"Negotiate", `basic realm="Example, Corp"`}, transport.CodeProxyAuth, nil},
		"without a word about what": {nil, transport.CodeProxyAuth, nil},
	} {
		for way, address := range map[string]string{"https": "https://registry.test/v2/", "plain http": "http://plain.test/v2/"} {
			t.Run(what+" over "+way, func(t *testing.T) {
				site, _, settings := behind(t, way == "https")
				site.Proxy.Refuse, site.Proxy.Challenges = http.StatusProxyAuthRequired, c.wants
				settings.Proxy.User, settings.Proxy.Password = "ann", "canary"
				f, _ := report.Of(get(t, settings, address))
				if f.Code != c.code || f.Args["Schemes"] != c.schemes {
					t.Errorf("got %v, want %s %v", f, c.code, c.schemes)
				}
				if len(site.Proxy.Asked()) != 1 {
					t.Errorf("asked %d times, want once", len(site.Proxy.Asked()))
				}
			})
		}
	}
}

func TestWhatAProxyAnswersToCONNECTIsTheProxys(t *testing.T) {
	for status, want := range map[int]report.Code{
		502: transport.CodeProxyServer, 503: transport.CodeProxyServer, 504: transport.CodeProxyServer,
		429: transport.CodeThrottled, 511: transport.CodePortal, 403: transport.CodeProxyDenied,
	} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			site, _, settings := behind(t, true)
			site.Proxy.Refuse = status
			settings.RetryBudget = time.Second
			f, _ := report.Of(get(t, settings, "https://registry.test/v2/"))
			front := strings.TrimPrefix(settings.Proxy.URL, "http://")
			if f.Code != want || f.Args["Proxy"] != front {
				t.Errorf("got %v, want %s of %s", f, want, front)
			}
			if of := f.Args["Host"]; of != host && of != front {
				t.Errorf("the host is %v", of)
			}
			if again := len(site.Proxy.Asked()) > 1; again != transport.Transient(want) {
				t.Errorf("asked %d times", len(site.Proxy.Asked()))
			}
		})
	}
}

func TestAProxyThatIsAwayIsNamed(t *testing.T) {
	_, _, settings := behind(t, true)
	settings.Proxy.URL = "http://127.0.0.1:1"
	settings.RetryBudget = time.Second
	f, _ := report.Of(get(t, settings, "https://registry.test/v2/"))
	if f.Code != transport.CodeProxyAway || f.Args["Proxy"] != "127.0.0.1:1" || f.Args["Host"] != host {
		t.Errorf("the finding is %v", f)
	}
}

func TestABypassedHostIsReachedDirectly(t *testing.T) {
	for bypass, want := range map[string]bool{"registry.test": true, ".test": true, "*.test": true, "other.test": false} {
		t.Run(bypass, func(t *testing.T) {
			site, _, settings := behind(t, true)
			settings.Proxy.Bypass = []string{bypass}
			direct := 0
			var d net.Dialer
			front, err := url.Parse(settings.Proxy.URL)
			if err != nil {
				t.Fatal(err)
			}
			settings.Dial = leadTo(&d, site.Proxy.Route(host), front.Host, &direct)
			if err := get(t, settings, "https://registry.test/v2/"); err != nil {
				t.Fatal(err)
			}
			if (direct == 1) != want || (len(site.Proxy.Asked()) == 0) != want {
				t.Errorf("%d direct, %d through the proxy", direct, len(site.Proxy.Asked()))
			}
		})
	}
}

func TestTheSystemsProxyIsUsedUnlessNoneIsWanted(t *testing.T) {
	for mode, want := range map[transport.ProxyMode]int{"": 1, transport.SystemProxy: 1, transport.NoProxy: 0} {
		t.Run("mode "+string(mode), func(t *testing.T) {
			site, _, settings := behind(t, true)
			t.Setenv("HTTPS_PROXY", settings.Proxy.URL)
			t.Setenv("NO_PROXY", "")
			front, err := url.Parse(settings.Proxy.URL)
			if err != nil {
				t.Fatal(err)
			}
			settings.Proxy = transport.Proxy{Mode: mode}
			var d net.Dialer
			settings.Dial = leadTo(&d, site.Proxy.Route(host), front.Host, new(int))
			if err := get(t, settings, "https://registry.test/v2/"); err != nil {
				t.Fatal(err)
			}
			if len(site.Proxy.Asked()) != want {
				t.Errorf("the proxy was asked %d times", len(site.Proxy.Asked()))
			}
		})
	}
}

func TestAHostBehindAProxyIsNotReachedDirectly(t *testing.T) {
	for name, c := range map[string]struct {
		proxy transport.Proxy
		want  bool
	}{
		"no proxy":              {transport.Proxy{Mode: transport.NoProxy}, true},
		"a proxy":               {transport.Proxy{Mode: transport.OwnProxy, URL: "http://proxy.test:3128"}, false},
		"a proxy that it skips": {transport.Proxy{Mode: transport.OwnProxy, URL: "http://proxy.test:3128", Bypass: []string{"registry.test"}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			tr, err := transport.New(transport.Settings{Proxy: c.proxy})
			if err != nil {
				t.Fatal(err)
			}
			if got := tr.Direct(&url.URL{Scheme: "https", Host: "registry.test"}); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAProxyIsUnderstoodAsOtherProgramsUnderstandIt(t *testing.T) {
	for text, want := range map[string]string{
		"proxy.test:3128":         "http://proxy.test:3128",
		" localhost:3128/ ":       "http://localhost:3128",
		"[::1]:3128":              "http://[::1]:3128",
		"https://proxy.test":      "https://proxy.test",
		"http://proxy.test:3128/": "http://proxy.test:3128",
		"proxy.test":              "", // of which programs make different ports
		"ann:secret@proxy.test:1": "",
		"ann@proxy.test:3128":     "",
		"proxy.test:a":            "",
		"proxy.test/a:3128":       "",
		":3128":                   "",
	} {
		got, err := transport.Proxy{Mode: transport.OwnProxy, URL: text}.Address()
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
	}
}
