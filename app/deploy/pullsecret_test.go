package deploy_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"auximage/app/deploy"
)

// withAccounts are values with an account at each registry.
func withAccounts() deploy.Values {
	v := filled()
	v.Accounts = []deploy.Account{{Host: "lhr.ocir.io", User: "ns/o'neil@x.com"}, {Host: "container-registry.oracle.com", User: "me@x.com"}}
	return v
}

func TestThePullSecretCommandReadsATokenForEachRegistry(t *testing.T) {
	command := withAccounts().PullSecretCommand()
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
	if got, want := asked.String(), "ns/o'neil@x.com, lhr.ocir.io: me@x.com, container-registry.oracle.com: "; got != want {
		t.Errorf("it asks %q, want %q", got, want)
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

func TestAPullSecretsManifestHasATokensPlace(t *testing.T) {
	text := withAccounts().PullSecretManifest()
	for _, manifest := range strings.Split(text, "---\n") {
		config, _ := at(parsed(t, manifest), "stringData", ".dockerconfigjson").(string)
		var kept struct{ Auths map[string]map[string]string }
		if err := json.Unmarshal([]byte(config), &kept); err != nil {
			t.Fatal(err)
		}
		for host, login := range kept.Auths {
			if login["password"] != "TOKEN" || login["username"] == "" {
				t.Errorf("%s: %v", host, login)
			}
		}
	}
}
