//go:build keyring

package keychain_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"

	"auximage/app/demo/loopback"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

const (
	registryHost  = "registry.test"
	proxyUser     = "lab"
	proxyPassword = "pr0xy-c4nary"
)

// guarded is a proxy that wants user and password, and counts who has them.
type guarded struct {
	*loopback.Proxy
	passed atomic.Int64
}

func (g *guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Proxy-Authorization") != "Basic "+base64.StdEncoding.EncodeToString([]byte(proxyUser+":"+proxyPassword)) {
		w.Header().Set("Proxy-Authenticate", `Basic realm="test"`)
		w.WriteHeader(http.StatusProxyAuthRequired)
		return
	}
	g.passed.Add(1)
	g.Proxy.ServeHTTP(w, r)
}

// behindProxy starts a registry behind a guarded proxy, and returns that one
// with the preferences of who goes through it.
func behindProxy(t *testing.T) (*guarded, session.Preferences) {
	t.Helper()
	authority, err := loopback.NewAuthority("Test issuer")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := loopback.NewProxy()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = inner.Close() })
	server := httptest.NewUnstartedServer(registry.New())
	if server.TLS, err = authority.TLS(registryHost); err != nil {
		t.Fatal(err)
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	inner.Lead(registryHost, server.Listener.Addr().String())
	g := &guarded{Proxy: inner}
	outer := httptest.NewServer(g)
	t.Cleanup(outer.Close)
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, authority.PEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	return g, session.Preferences{ProxyMode: transport.OwnProxy, ProxyURL: outer.URL, ProxyUser: proxyUser, CAFile: ca}
}

// reached returns what a test of the network finds about the registry.
func reached(t *testing.T, s *session.Session, p session.Preferences) (about report.Finding) {
	t.Helper()
	s.Test(t.Context(), p, "", func(n session.TestNews) {
		if n.What == session.TestedRegistry && n.Found != nil {
			about = *n.Found
		}
	})
	return about
}

func TestTheProxysPasswordComesFromTheSystemsKeyring(t *testing.T) {
	g, preferences := behindProxy(t)
	config := session.Config{Dir: t.TempDir(), Cache: "off"}
	opened := func() *session.Session {
		s, err := session.Open(config)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := opened()
	s.Edit(func(f *form.Form) { f.SetTag(registryHost + "/ns/x:v1") })
	if err := s.SetPreferences(preferences); err != nil {
		t.Fatal(err)
	}
	if found := reached(t, s, preferences); found.Code != transport.CodeProxyAuth {
		t.Errorf("without the password: %v", found)
	}
	s.Accounts().SetProxyPassword(proxyPassword)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	kept, err := os.ReadFile(filepath.Join(config.Dir, "settings.json"))
	if err != nil || strings.Contains(string(kept), proxyPassword) || !strings.Contains(string(kept), proxyUser) {
		t.Errorf("the settings are %s, %v", kept, err)
	}
	s = opened()
	if found := reached(t, s, s.Snapshot().Preferences); found.Code != session.CodeRegistryReached || g.passed.Load() == 0 {
		t.Errorf("at the next start: %v, %d times through the proxy", found, g.passed.Load())
	}
	s.Accounts().SetProxyPassword("") // forgotten
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = opened()
	defer func() { _ = s.Close() }()
	if found := reached(t, s, preferences); found.Code != transport.CodeProxyAuth {
		t.Errorf("after it was forgotten: %v", found)
	}
}
