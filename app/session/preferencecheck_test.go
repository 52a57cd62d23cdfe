package session

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestPreferencesAreTakenAsTheyAreUnderstood(t *testing.T) {
	got := Preferences{
		ProxyMode: transport.OwnProxy, ProxyURL: "proxy.example.com:3128", Releases: "mirror.example.com/wdt",
		Bypass: []string{"https://git.example.com/", ".example.com"}, PlainHTTP: []string{"http://localhost:5001/"},
	}.Cleaned()
	if got.ProxyURL != "http://proxy.example.com:3128" || got.Releases != "https://mirror.example.com/wdt" ||
		!slices.Equal(got.Bypass, []string{"git.example.com", ".example.com"}) || !slices.Equal(got.PlainHTTP, []string{"localhost:5001"}) {
		t.Errorf("got %+v", got)
	}
	if found := got.Check(); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func TestEachPreferenceThatCannotServeIsFoundBeforeItIsTaken(t *testing.T) {
	noPEM := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(noPEM, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	own := func(p Preferences) Preferences {
		p.ProxyMode = transport.OwnProxy
		if p.ProxyURL == "" {
			p.ProxyURL = "http://proxy.example.com:3128"
		}
		return p
	}
	for what, c := range map[string]struct {
		p       Preferences
		setting Setting
		code    report.Code
	}{
		"a proxy without a port":   {own(Preferences{ProxyURL: "proxy.example.com"}), SettingProxy, transport.CodeBadProxy},
		"no name to bypass":        {own(Preferences{Bypass: []string{"10.0.0.0/8", "*.example.com", "192.168.*"}}), SettingBypass, CodeBadBypass},
		"no certificate":           {Preferences{CAFile: noPEM}, SettingCA, transport.CodeBadCA},
		"no file":                  {Preferences{CAFile: noPEM + "x"}, SettingCA, transport.CodeNoCA},
		"no mirror":                {Preferences{Releases: "somewhere"}, SettingReleases, "wdt.bad-mirror"},
		"no host":                  {Preferences{PlainHTTP: []string{"localhost:5001", "localhost:port"}}, SettingPlainHTTP, CodeBadPlainHost},
		"a path, which is no host": {Preferences{PlainHTTP: []string{"http://localhost:5001/v2/lab"}}, SettingPlainHTTP, CodeBadPlainHost},
	} {
		found := c.p.Cleaned().Check()
		if found[c.setting].Code != c.code || len(found) != 1 {
			t.Errorf("%s: found %v, want %s at %s", what, slices.Collect(maps.Keys(found)), c.code, c.setting)
		}
		if err := s.SetPreferences(t.Context(), c.p); !report.Has(err, c.code) {
			t.Errorf("%s: taken with %v", what, err)
		}
	}
}

func TestAnotherSessionMayKnowThePreferences(t *testing.T) {
	dir := t.TempDir()
	if got := KnownPreferences(dir); got.Theme != "" {
		t.Errorf("of nobody: %+v", got)
	}
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Remember(func(p *Preferences) { p.Language, p.Theme = "fr", "dark" })
	s.settings.flush()
	if got := KnownPreferences(dir); got.Language != "fr" || got.Theme != "dark" {
		t.Errorf("got %+v", got)
	}
}
