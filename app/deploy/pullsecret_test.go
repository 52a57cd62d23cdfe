package deploy_test

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"auximage/app/deploy"
	"auximage/app/words"
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
	out, _ = bash(t, `kubectl() { if [ $1 = apply ]; then cat; else printf '%s|' "$@"; fi; }`, v.DockerRegistryCommand(), "ns/me\nto ken\n")
	if want := "create|secret|docker-registry|lhr-ocir-io-pull|--namespace|domain1-ns|--docker-server=lhr.ocir.io|--docker-username=ns/me|--docker-password=to ken|--dry-run=client|--output|yaml|"; out != want {
		t.Errorf("got %s, want %s", out, want)
	}
}

// hasAll is a kubectl that has a secret of each name already: its create refuses it unless
// nothing is sent, its apply says what it would send.
const hasAll = `kubectl() {
  case "$*" in
    "apply --filename -") cat;;
    create*--dry-run=client*--output\ yaml*) if [ "$3" = generic ]; then cat; else printf '%s\n' "$*"; fi;;
    *) echo 'Error from server (AlreadyExists): secrets already exists' >&2; return 1;;
  esac
}`

func TestAPullSecretThatIsThereGetsItsNewToken(t *testing.T) {
	v := withAccounts()
	v.Primary = ""
	for name, command := range map[string]string{"generic": v.PullSecretCommand(), "docker-registry": v.DockerRegistryCommand()} {
		out, said := bash(t, hasAll, "set -o pipefail\n"+command, "new-token\n")
		auth := base64.StdEncoding.EncodeToString([]byte("ns/o'neil@x.com:new-token"))
		if !strings.Contains(out, auth) && !strings.Contains(out, "--docker-password=new-token") {
			t.Errorf("%s: got %q, want the new token to be applied; %s", name, out, said)
		}
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

func TestThePullSecretsAreTheOnesThatAPersonsDomainNames(t *testing.T) {
	domain := func(names ...string) *deploy.Domain { return &deploy.Domain{Name: "shop", PullSecrets: names} }
	for name, c := range map[string]struct {
		domain  *deploy.Domain
		primary string
		want    []string // secret: registries
		notes   []string
	}{
		"no Domain":                         {nil, "", []string{"lhr-ocir-io-pull: lhr.ocir.io", "container-registry-oracle-com-pull: container-registry.oracle.com"}, nil},
		"a Domain that names none":          {domain(), "", []string{"lhr-ocir-io-pull: lhr.ocir.io", "container-registry-oracle-com-pull: container-registry.oracle.com"}, []string{"deploy.pull-unnamed lhr-ocir-io-pull, container-registry-oracle-com-pull"}},
		"a name that Kubernetes has not":    {domain("No_Name"), "", []string{"lhr-ocir-io-pull: lhr.ocir.io", "container-registry-oracle-com-pull: container-registry.oracle.com"}, []string{"deploy.pull-unnamed lhr-ocir-io-pull, container-registry-oracle-com-pull"}},
		"one for both registries":           {domain("regcred"), "", []string{"regcred: lhr.ocir.io container-registry.oracle.com"}, nil},
		"one for the only registry":         {domain("regcred"), "lhr.ocir.io/ns/wls:14", []string{"regcred: lhr.ocir.io"}, nil},
		"two that are like the registries":  {domain("oracle-registry", "ocir-secret"), "", []string{"ocir-secret: lhr.ocir.io", "oracle-registry: container-registry.oracle.com"}, nil},
		"two of which one is like":          {domain("a", "my-ocir"), "", []string{"my-ocir: lhr.ocir.io", "a: container-registry.oracle.com"}, nil},
		"two that are like neither":         {domain("first", "second"), "", []string{"first: lhr.ocir.io", "second: container-registry.oracle.com"}, nil},
		"one twice":                         {domain("regcred", "regcred"), "", []string{"regcred: lhr.ocir.io container-registry.oracle.com"}, nil},
		"more than registries":              {domain("logging", "container-registry", "ocir"), "", []string{"ocir: lhr.ocir.io", "container-registry: container-registry.oracle.com"}, []string{"deploy.pull-others logging"}},
		"two of which one registry is like": {domain("logging", "ocir"), "lhr.ocir.io/ns/wls:14", []string{"ocir: lhr.ocir.io"}, []string{"deploy.pull-others logging"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := filled()
			v.Domain, v.Primary = c.domain, cmp.Or(c.primary, v.Primary)
			var got []string
			for _, manifest := range strings.Split(v.PullSecretManifest(), "---\n") {
				secret := parsed(t, manifest)
				var config struct{ Auths map[string]any }
				if err := json.Unmarshal([]byte(at(secret, "stringData", ".dockerconfigjson").(string)), &config); err != nil {
					t.Fatal(err)
				}
				holds := at(secret, "metadata", "name").(string) + ":"
				for _, host := range v.Hosts() {
					if _, ok := config.Auths[host]; ok {
						holds += " " + host
					}
				}
				got = append(got, holds)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			for _, secret := range c.want {
				made, hosts, _ := strings.Cut(secret, ": ")
				if text := v.PullSecretCommand(); !strings.Contains(text, "secret generic "+made+" ") {
					t.Errorf("%s is not made by\n%s", made, text)
				}
				if text := v.DockerRegistryCommand(); strings.Contains(text, "docker-registry "+made+" ") == strings.Contains(hosts, " ") {
					t.Errorf("%s: kubectl's own form of %s is\n%s", name, secret, text)
				}
			}
			var notes []string
			for _, f := range v.PullNotes() {
				notes = append(notes, string(f.Code)+" "+f.Args["Names"].(string))
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("told %q, want %q", notes, c.notes)
			}
		})
	}
}

func TestOneSecretOfTwoRegistriesHasATokenOfEach(t *testing.T) {
	v := withAccounts()
	v.Domain = &deploy.Domain{Name: "shop", PullSecrets: []string{"regcred"}}
	out, asked := bash(t, "kubectl() { cat; }", v.PullSecretCommand(), "one\ntwo\n")
	if got, want := asked, "ns/o'neil@x.com, lhr.ocir.io: me@x.com, container-registry.oracle.com: "; got != want {
		t.Errorf("it asks %q, want %q", got, want)
	}
	auth := func(login string) string { return base64.StdEncoding.EncodeToString([]byte(login)) }
	want := `{"auths":{"lhr.ocir.io":{"auth":"` + auth("ns/o'neil@x.com:one") + `"},"container-registry.oracle.com":{"auth":"` + auth("me@x.com:two") + `"}}}`
	if out != want {
		t.Errorf("got %s\nwant %s", out, want)
	}
}

func TestAPromptIsInThePersonsLanguageAndTheCommandInASCII(t *testing.T) {
	defer words.Use(words.Language())
	v := filled()
	v.Primary = ""
	asked := map[string]string{}
	for _, language := range words.Languages() {
		words.Use(language)
		for _, command := range []string{v.PullSecretCommand(), v.DockerRegistryCommand()} {
			if at := strings.IndexFunc(command, func(r rune) bool { return r > 127 }); at >= 0 {
				t.Errorf("%s: the command has %q", language, command[at:])
			}
			for _, locale := range []string{"LC_ALL=C", "LC_ALL=C.UTF-8"} {
				_, said := bash(t, "export "+locale+"; kubectl() { cat >/dev/null; }", command, "ns/me\ntoken\n")
				user, rest, _ := strings.Cut(said, "ns/me, lhr.ocir.io: ")
				if !strings.HasPrefix(user, "lhr.ocir.io") || rest != "" {
					t.Errorf("%s, %s: it asks %q", language, locale, said)
				}
				asked[language] = user
			}
		}
	}
	for language, want := range map[string]string{"en": "lhr.ocir.io, user: ", "fr": "lhr.ocir.io, utilisateur : ", "ja": "lhr.ocir.io、ユーザー: "} {
		if asked[language] != want {
			t.Errorf("%s: asked %q, want %q", language, asked[language], want)
		}
	}
}
