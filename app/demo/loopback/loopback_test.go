package loopback_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo/loopback"
	"auximage/imaging/testkit"
)

func TestANameIsLedToLoopbackAndTrustedThere(t *testing.T) {
	get := through(t, "lhr.ocir.io", "lhr.ocir.io", "github.com")
	for name, want := range map[string]string{
		"https://lhr.ocir.io/":  "lhr.ocir.io",
		"https://github.com/x":  "Forbidden",
		"https://fra.ocir.io/":  "Forbidden",
		"http://lhr.ocir.io/":   "405",
		"https://localhost/etc": "Forbidden",
	} {
		if got := get(name); !strings.Contains(got, want) {
			t.Errorf("%s answered %q, want %q", name, got, want)
		}
	}
}

func TestAStarLeadsAnyNameOneLabelLonger(t *testing.T) {
	get := through(t, "*.ocir.io", "*.ocir.io")
	for name, want := range map[string]string{
		"https://lhr.ocir.io/":   "lhr.ocir.io",
		"https://fra.ocir.io/":   "fra.ocir.io",
		"https://a.fra.ocir.io/": "Forbidden",
		"https://ocir.io/":       "Forbidden",
	} {
		if got := get(name); !strings.Contains(got, want) {
			t.Errorf("%s answered %q, want %q", name, got, want)
		}
	}
}

// through returns a function that fetches an address through a proxy which
// leads one name to a server that answers with the name it was asked for.
func through(t *testing.T, led string, certified ...string) func(address string) string {
	t.Helper()
	authority, err := loopback.NewAuthority("Test")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Host)
	}))
	if server.TLS, err = authority.TLS(certified...); err != nil {
		t.Fatal(err)
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	proxy, err := loopback.NewProxy()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = proxy.Close() })
	proxy.Lead(led, server.Listener.Addr().String())
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, authority.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: testkit.Through(t, proxy.URL(), ca)}
	return func(address string) string {
		resp, err := client.Get(address)
		if err != nil {
			return err.Error()
		}
		defer func() { _ = resp.Body.Close() }()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			return err.Error()
		}
		return resp.Status + " " + string(body)
	}
}
