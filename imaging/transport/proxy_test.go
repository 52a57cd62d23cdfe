package transport_test

import (
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// proxy is one on loopback that leads every name to the server behind it.
type proxy struct {
	target       string // host:port of the server
	user, secret string
	refuse       int      // the status of every answer, when not 0
	wants        []string // the challenges of that answer

	mu    sync.Mutex
	asked []*http.Request
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r.Clone(r.Context()))
	p.mu.Unlock()
	wanted := "Basic " + base64.StdEncoding.EncodeToString([]byte(p.user+":"+p.secret))
	switch {
	case p.refuse != 0:
		w.Header()["Proxy-Authenticate"] = p.wants
		http.Error(w, "no", p.refuse)
	case p.user != "" && r.Header.Get("Proxy-Authorization") != wanted:
		http.Error(w, "who are you?", http.StatusProxyAuthRequired)
	case r.Method == http.MethodConnect:
		p.tunnel(w)
	default:
		p.forward(w, r)
	}
}

func (p *proxy) tunnel(w http.ResponseWriter) {
	there, err := net.Dial("tcp", p.target)
	if err != nil {
		http.Error(w, "away", http.StatusBadGateway)
		return
	}
	here, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
	go func() {
		_, _ = io.Copy(there, here)
		_ = there.Close()
	}()
	_, _ = io.Copy(here, there)
	_ = here.Close()
}

func (p *proxy) forward(w http.ResponseWriter, r *http.Request) {
	r.RequestURI, r.URL.Host = "", p.target
	r.Header.Del("Proxy-Authorization")
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		http.Error(w, "away", http.StatusBadGateway)
		return
	}
	defer func() { _ = res.Body.Close() }()
	w.WriteHeader(res.StatusCode)
	_, _ = io.Copy(w, res.Body)
}

// behind returns a registry on loopback with TLS for registry.test and without,
// the proxy before it, and settings that use both.
func behind(t *testing.T, p *proxy, withTLS bool) (*testkit.Registry, transport.Settings) {
	t.Helper()
	registry, ca := &testkit.Registry{}, testkit.NewCA("Example Corp")
	server := httptest.NewUnstartedServer(registry)
	if withTLS {
		cert := ca.Certificate(host)
		server.TLS = tlsConfig(cert)
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	p.target = server.Listener.Addr().String()
	front := httptest.NewServer(p)
	t.Cleanup(front.Close)
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, ca.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	return registry, transport.Settings{
		CAFile:      file,
		PlainHTTP:   []string{"plain.test"},
		RetryBudget: 3 * time.Second,
		Proxy:       transport.Proxy{Mode: transport.OwnProxy, URL: front.URL},
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
			p := &proxy{user: "ann", secret: "s/e:c@ret"}
			registry, settings := behind(t, p, what == "https")
			settings.Proxy.User, settings.Proxy.Password = "ann", "s/e:c@ret"
			if err := get(t, settings, address); err != nil {
				t.Fatal(err)
			}
			seen := registry.Requests()
			if len(p.asked) != 1 || len(seen) != 1 {
				t.Fatalf("the proxy was asked %d times, the registry %d times", len(p.asked), len(seen))
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
				p := &proxy{user: c.user, secret: "right", refuse: c.refuse}
				_, settings := behind(t, p, way == "https")
				settings.Proxy.User, settings.Proxy.Password = "ann", "canary"
				err := get(t, settings, address)
				if !report.Has(err, c.code) {
					t.Errorf("the error is %v", err)
				}
				if strings.Contains(err.Error(), "canary") {
					t.Errorf("the password is in %v", err)
				}
				if len(p.asked) != 1 {
					t.Errorf("asked %d times", len(p.asked))
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
				p := &proxy{refuse: http.StatusProxyAuthRequired, wants: c.wants}
				_, settings := behind(t, p, way == "https")
				settings.Proxy.User, settings.Proxy.Password = "ann", "canary"
				f, _ := report.Of(get(t, settings, address))
				if f.Code != c.code || f.Args["Schemes"] != c.schemes {
					t.Errorf("got %v, want %s %v", f, c.code, c.schemes)
				}
				if len(p.asked) != 1 {
					t.Errorf("asked %d times, want once", len(p.asked))
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
			p := &proxy{refuse: status}
			_, settings := behind(t, p, true)
			settings.RetryBudget = time.Second
			f, _ := report.Of(get(t, settings, "https://registry.test/v2/"))
			front := strings.TrimPrefix(settings.Proxy.URL, "http://")
			if f.Code != want || f.Args["Proxy"] != front {
				t.Errorf("got %v, want %s of %s", f, want, front)
			}
			if of := f.Args["Host"]; of != host && of != front {
				t.Errorf("the host is %v", of)
			}
			if again := len(p.asked) > 1; again != transport.Transient(want) {
				t.Errorf("asked %d times", len(p.asked))
			}
		})
	}
}

func TestAProxyThatIsAwayIsNamed(t *testing.T) {
	p := &proxy{}
	_, settings := behind(t, p, true)
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
			p := &proxy{}
			_, settings := behind(t, p, true)
			settings.Proxy.Bypass = []string{bypass}
			direct := 0
			var d net.Dialer
			front, err := url.Parse(settings.Proxy.URL)
			if err != nil {
				t.Fatal(err)
			}
			settings.Dial = leadTo(&d, p.target, front.Host, &direct)
			if err := get(t, settings, "https://registry.test/v2/"); err != nil {
				t.Fatal(err)
			}
			if (direct == 1) != want || (len(p.asked) == 0) != want {
				t.Errorf("%d direct, %d through the proxy", direct, len(p.asked))
			}
		})
	}
}

func TestTheSystemsProxyIsUsedUnlessNoneIsWanted(t *testing.T) {
	for mode, want := range map[transport.ProxyMode]int{"": 1, transport.SystemProxy: 1, transport.NoProxy: 0} {
		t.Run("mode "+string(mode), func(t *testing.T) {
			p := &proxy{}
			_, settings := behind(t, p, true)
			t.Setenv("HTTPS_PROXY", settings.Proxy.URL)
			t.Setenv("NO_PROXY", "")
			front, err := url.Parse(settings.Proxy.URL)
			if err != nil {
				t.Fatal(err)
			}
			settings.Proxy = transport.Proxy{Mode: mode}
			var d net.Dialer
			settings.Dial = leadTo(&d, p.target, front.Host, new(int))
			if err := get(t, settings, "https://registry.test/v2/"); err != nil {
				t.Fatal(err)
			}
			if len(p.asked) != want {
				t.Errorf("the proxy was asked %d times", len(p.asked))
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
