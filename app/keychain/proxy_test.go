//go:build keyring

package keychain_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/registry"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

const (
	registryHost  = "registry.test"
	proxyUser     = "lab"
	proxyPassword = "pr0xy-c4nary"
)

// behindProxy starts a registry behind a proxy that wants user and password, and
// returns that one with the preferences of who goes through it.
func behindProxy(t *testing.T) (*testkit.Proxy, session.Preferences) {
	t.Helper()
	site := testkit.NewSite(t, "Test issuer")
	site.Proxy.User, site.Proxy.Password = proxyUser, proxyPassword
	site.Serve(registry.New(), registryHost)
	return site.Proxy, session.Preferences{ProxyMode: transport.OwnProxy, ProxyURL: site.ProxyURL(), ProxyUser: proxyUser, CAFile: site.CAFile()}
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
	if err := s.SetPreferences(t.Context(), preferences); err != nil {
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
	if found := reached(t, s, s.Snapshot().Preferences); found.Code != session.CodeRegistryReached || g.Passed() == 0 {
		t.Errorf("at the next start: %v, %d times through the proxy", found, g.Passed())
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
