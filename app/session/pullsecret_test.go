package session

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// forCluster is a session whose account is known at the lab's registry, and
// another at the one of the primary image.
func forCluster(t *testing.T) *Session {
	t.Helper()
	dir := t.TempDir()
	if err := writeSettings(dir, settings{Form: newForm(), Accounts: []Account{{"container-registry.oracle.com", "me@x.com"}}}); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir, &fakeEngine{}, &memory{})
	s.SetTag(lab)
	s.SetUser("ns/o'neil@x.com")
	return s
}

func TestThePullSecretCommandReadsATokenForEachRegistry(t *testing.T) {
	s := forCluster(t)
	s.SetToken("canary-token")
	command := s.PullSecretCommand()
	if strings.Contains(command, "canary") {
		t.Fatal(command)
	}
	if !strings.Contains(command, "secret generic lhr-ocir-io-pull ") || !strings.Contains(command, "secret generic container-registry-oracle-com-pull ") {
		t.Error(command)
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Log("no bash here: the command was not run")
		return
	}
	run := exec.CommandContext(context.Background(), bash, "-c", "kubectl() { cat; }\n"+command)
	run.Stdin = strings.NewReader(`to"k\en(1)` + "\nanother\n")
	var asked strings.Builder
	run.Stderr = &asked
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, command)
	}
	if asked.String() != "ns/o'neil@x.com, lhr.ocir.io: me@x.com, container-registry.oracle.com: " {
		t.Errorf("it asks %q", asked.String())
	}
	all := map[string]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var config struct {
			Auths map[string]struct{ Auth string }
		}
		if err := d.Decode(&config); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for host, login := range config.Auths {
			auth, err := base64.StdEncoding.DecodeString(login.Auth)
			if err != nil {
				t.Error(err)
			}
			all[host] = string(auth)
		}
	}
	if len(all) != 2 || all["lhr.ocir.io"] != `ns/o'neil@x.com:to"k\en(1)` || all["container-registry.oracle.com"] != "me@x.com:another" {
		t.Errorf("%q", all)
	}
}

// logged returns what a manifest says of a registry's account.
func logged(t *testing.T, manifest, host string) map[string]string {
	t.Helper()
	for _, text := range strings.Split(manifest, "---\n") {
		all := parsed(t, text)
		config, _ := at(all, "stringData", ".dockerconfigjson").(string)
		if data, ok := at(all, "data", ".dockerconfigjson").(string); ok {
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
	if err := s.SavePullSecret(path); err == nil {
		t.Error("saved without a token")
	}
	s.SetToken(`canary-"tok'en`)
	text := s.PullSecretManifest()
	if strings.Contains(text, "canary") {
		t.Error(text)
	}
	if got := logged(t, text, "lhr.ocir.io"); got["username"] != "ns/o'neil@x.com" || got["password"] != "TOKEN" {
		t.Error(got)
	}
	if got := logged(t, text, "container-registry.oracle.com"); got["username"] != "me@x.com" || got["password"] != "TOKEN" {
		t.Error(got)
	}
	if err := s.SavePullSecret(path); err != nil {
		t.Fatal(err)
	}
	saved := reading(t, path)
	if got := logged(t, saved, "lhr.ocir.io"); got["password"] != `canary-"tok'en` {
		t.Error(got)
	}
	if strings.Contains(saved, "container-registry") {
		t.Error("a secret without a token was saved")
	}
	if info, err := os.Stat(path); err != nil || os.PathSeparator == '/' && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}
