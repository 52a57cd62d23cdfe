package session

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"auximage/app/accounts"
	"auximage/app/deploy"
	"auximage/app/form"

	"go.yaml.in/yaml/v3"
)

// forCluster is a session whose account is known at the lab's registry, and
// another at the one of the primary image.
func forCluster(t *testing.T) *Session {
	t.Helper()
	dir := t.TempDir()
	if err := writeSettings(dir, settings{Form: form.New(), Accounts: []accounts.Account{{Host: "container-registry.oracle.com", User: "me@x.com"}}}); err != nil {
		t.Fatal(err)
	}
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(lab) })
	s.Edit(func(f *form.Form) { f.SetUser("ns/o'neil@x.com") })
	return s
}

// logged returns what a manifest says of a registry's account.
func logged(t *testing.T, manifest, host string) map[string]string {
	t.Helper()
	for _, text := range strings.Split(manifest, "---\n") {
		var secret struct {
			StringData map[string]string `yaml:"stringData"`
			Data       map[string]string
		}
		if err := yaml.Unmarshal([]byte(text), &secret); err != nil {
			t.Fatal(err)
		}
		config := secret.StringData[".dockerconfigjson"]
		if data, ok := secret.Data[".dockerconfigjson"]; ok {
			decoded, err := base64.StdEncoding.DecodeString(data)
			if err != nil {
				t.Fatal(err)
			}
			config = string(decoded)
		}
		var kept struct{ Auths map[string]map[string]string }
		if err := json.Unmarshal([]byte(config), &kept); err != nil {
			t.Fatal(err)
		}
		if login, ok := kept.Auths[host]; ok {
			return login
		}
	}
	return nil
}

func TestThePullSecretsHoldTokensOnlyInAFileForOneself(t *testing.T) {
	s := forCluster(t)
	path := filepath.Join(t.TempDir(), "secret.yaml")
	if _, err := s.Deployment().SavePullSecret(t.Context(), path); err == nil {
		t.Error("saved without a token")
	}
	s.Accounts().SetToken(`canary-"tok'en`)
	text := s.Snapshot().Deploy.PullSecretManifest()
	if strings.Contains(text, "canary") {
		t.Error(text)
	}
	if got := logged(t, text, "lhr.ocir.io"); got["username"] != "ns/o'neil@x.com" || got["password"] != "TOKEN" {
		t.Error(got)
	}
	if got := logged(t, text, "container-registry.oracle.com"); got["username"] != "me@x.com" || got["password"] != "TOKEN" {
		t.Error(got)
	}
	notes, err := s.Deployment().SavePullSecret(t.Context(), path)
	if err != nil || len(notes) != 1 || notes[0].Args["Names"] != "container-registry.oracle.com" {
		t.Fatalf("%v, %v", notes, err)
	}
	saved := reading(t, path)
	if got := logged(t, saved, "lhr.ocir.io"); got["password"] != `canary-"tok'en` {
		t.Error(got)
	}
	if got := logged(t, saved, "container-registry.oracle.com"); got["username"] != "me@x.com" || got["password"] != "TOKEN" {
		t.Errorf("the secret of the other registry is %v", got)
	}
	if info, err := os.Stat(path); err != nil || os.PathSeparator == '/' && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestANamespaceAloneIsNobodyWhoPulls(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(lab) })
	s.Edit(func(f *form.Form) { f.SetUser("tenancynamespace/") })
	if got := s.Snapshot().Deploy.Accounts; len(got) != 0 {
		t.Errorf("%+v pull", got)
	}
}

func TestATokenThatIsTypedForAPullSecretIsInTheFileAndNowhereElse(t *testing.T) {
	s := forCluster(t)
	s.Accounts().SetToken("one")
	open := s.Deployment().UnknownTokens()
	if len(open) != 1 || open[0] != (deploy.Account{Host: "container-registry.oracle.com", User: "me@x.com"}) {
		t.Fatalf("asked for %+v", open)
	}
	path := filepath.Join(t.TempDir(), "secret.yaml")
	notes, err := s.Deployment().SavePullSecret(t.Context(), path, PullLogin{Account: open[0], Token: "typed"})
	if err != nil || len(notes) != 0 {
		t.Fatalf("%v, %v", notes, err)
	}
	if got := logged(t, reading(t, path), "container-registry.oracle.com"); got["username"] != "me@x.com" || got["password"] != "typed" {
		t.Errorf("the secret is %v", got)
	}
	if again := s.Deployment().UnknownTokens(); !slices.Equal(again, open) {
		t.Errorf("it was kept: %+v", again)
	}
}

func TestTheDomainNamesWhatTheModelsNeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		path := s.Snapshot().Form.Models[0].Path
		write(t, path, "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n"+
			"topology:\n  Name: '@@ENV:STAGE@@'\n  AdminServerName: '@@SECRET:names:admin@@'\n")
		s.AddFiles(filepath.Join(filepath.Dir(path), "model.properties"))
		until(t, s, func(snap Snapshot) bool { return len(snap.Inspected.Secrets) > 0 })

		var domain map[string]any
		text := s.Deployment().Values().DomainYAML()
		if err := yaml.Unmarshal([]byte(text), &domain); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, want := range []string{`image: "` + lab + `"`, `- "names"`, `name: "STAGE"`} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in\n%s", want, text)
			}
		}
		s.Edit(func(f *form.Form) { f.WDT = form.WDTNone })
		if text := s.Deployment().Values().DomainYAML(); !strings.Contains(text, "sourceWDTInstallHome: None") {
			t.Error(text)
		}
	})
}

func TestAnExistingImageIsCheckedAndNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(lab) })
		s.Edit(func(f *form.Form) { f.UseExisting = true })
		if next := s.Snapshot().Next; next != ActCheck {
			t.Errorf("the next step is %s", next)
		}
		if snap := done(t, s, ActCheck); snap.Outcome.Err != nil || snap.Image == nil {
			t.Fatalf("%+v", snap.Outcome)
		}
		text := s.Deployment().Values().DomainYAML()
		if !strings.Contains(text, lab+"@"+digest('e').String()) || !strings.Contains(text, "/u01/wdt/weblogic-deploy") {
			t.Error(text)
		}
		if s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") }); s.Snapshot().Image != nil {
			t.Error("another tag is still the same image")
		}
	})
}
