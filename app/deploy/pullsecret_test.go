package deploy_test

import (
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
	out, asked := bash(t, "kubectl() { cat; }", command, `to"k\en(1)`+"\nanother\n")
	if got, want := asked, "ns/o'neil@x.com, lhr.ocir.io: me@x.com, container-registry.oracle.com: "; got != want {
		t.Errorf("it asks %q, want %q", got, want)
	}
	all := map[string]string{}
	for d := json.NewDecoder(strings.NewReader(out)); d.More(); {
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

// bash runs a command with a kubectl of its own and returns what that wrote and
// what a person was asked.
func bash(t *testing.T, kubectl, command, typed string) (out, asked string) {
	t.Helper()
	program, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here: the command was not run")
	}
	run := exec.CommandContext(t.Context(), program, "-c", kubectl+"\n"+command)
	run.Stdin = strings.NewReader(typed)
	var said strings.Builder
	run.Stderr = &said
	data, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, said.String(), command)
	}
	return string(data), said.String()
}

func TestAUserWhoIsNotKnownIsAskedFor(t *testing.T) {
	v := filled()
	v.Primary = ""
	out, asked := bash(t, "kubectl() { cat; }", v.PullSecretCommand(), "ns/me\ntoken\n")
	auth := base64.StdEncoding.EncodeToString([]byte("ns/me:token"))
	if out != `{"auths":{"lhr.ocir.io":{"auth":"`+auth+`"}}}` || asked != "lhr.ocir.io, user: ns/me, lhr.ocir.io: " {
		t.Errorf("got %s, asked %q", out, asked)
	}
	out, _ = bash(t, `kubectl() { printf '%s|' "$@"; }`, v.DockerRegistryCommand(), "ns/me\nto ken\n")
	if want := "create|secret|docker-registry|lhr-ocir-io-pull|--namespace|domain1-ns|--docker-server=lhr.ocir.io|--docker-username=ns/me|--docker-password=to ken|"; out != want {
		t.Errorf("got %s, want %s", out, want)
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
