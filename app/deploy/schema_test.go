package deploy_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"auximage/app/deploy"
)

// ours returns the part of our own schema with a name.
func ours(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, text, "#/$defs/"+name, jsonschema.Draft2020)
}

func compiled(t *testing.T, text []byte, part string, draft *jsonschema.Draft) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(draft)
	if err := c.AddResource("schema.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json" + part)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// operators returns the operator's own schema of a Domain, which lets unknown
// fields through, made strict; nil where a checkout has not got it beside it.
func operators(t *testing.T) *jsonschema.Schema {
	t.Helper()
	jar, err := zip.OpenReader("../../../shared/wdt/weblogic-deploy-core.jar")
	if err != nil {
		t.Log("NOT POSSIBLE HERE: the operator's schema of a Domain: ", err)
		return nil
	}
	defer func() { _ = jar.Close() }()
	file, err := jar.Open("oracle/weblogic/deploy/crds/domain-crd-schema-v9.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Schema map[string]any `json:"openAPIV3Schema"`
	}
	if err := json.NewDecoder(file).Decode(&all); err != nil {
		t.Fatal(err)
	}
	strict(all.Schema)
	text, err := json.Marshal(all.Schema)
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, text, "", jsonschema.Draft4)
}

// strict lets no field through that a schema does not name.
func strict(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		_, named := s["properties"].(map[string]any)
		if _, said := s["additionalProperties"]; named && !said {
			s["additionalProperties"] = false
		}
		for _, part := range s {
			strict(part)
		}
	case []any:
		for _, part := range s {
			strict(part)
		}
	}
}

// generic returns what a YAML text says as JSON has it.
func generic(t *testing.T, text string) any {
	t.Helper()
	var said any
	if err := yaml.Unmarshal([]byte(text), &said); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	data, err := json.Marshal(said)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// fits holds what a text says against schemas; a nil one has no say.
func fits(t *testing.T, what, text string, schemas ...*jsonschema.Schema) {
	t.Helper()
	for _, schema := range schemas {
		if schema == nil {
			continue
		}
		if err := schema.Validate(generic(t, text)); err != nil {
			t.Errorf("%s: %v\n%s", what, err, text)
		}
	}
	if strings.Contains(text, "@@") {
		t.Errorf("%s has a token of the models:\n%s", what, text)
	}
}

// some returns values of all kinds.
func some(r *rand.Rand) deploy.Values {
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	yes := func() bool { return r.IntN(2) == 0 }
	v := deploy.Values{
		UID: one("", "sales", "a", "Not.Good"), Namespace: one("", "shops", "a-b", "no_good"), OnPV: yes(),
		Image:   one(lab, pushed, "localhost:5000/test-model-ankit:1", "registry.example.com/deep/er/test-model-ankit:1.2"),
		Primary: one("container-registry.oracle.com/middleware/weblogic:12.2.1.4", "lhr.ocir.io/ns/weblogic:1", "localhost:5000/fmw-infrastructure:1"),
		Homes: deploy.Homes{
			WDT:   one("", "/auxiliary/weblogic-deploy", "/u01/wdt/weblogic-deploy", "/o'clock/weblogic-deploy"),
			Model: one("", "/auxiliary/models", "/u01/wdt/models", "/$m"),
		},
		Encrypted: yes(), RCU: yes(), RunRCU: yes(),
		DomainType: deploy.DomainType(one("", "", "WLS", "JRF", "RestrictedJRF")),
	}
	for _, s := range []deploy.Secret{
		{Name: "plain", Keys: []string{"password"}},
		{Name: "@@ENV:DOMAIN_UID@@-jdbc-ds1", Keys: []string{"user", "password"}},
		{Name: "@@ENV:DOMAIN_UID@@-weblogic-credentials", Keys: []string{"@@ENV:DOMAIN_UID@@"}},
		{Name: "@@ENV:STAGE@@-db", Keys: []string{"password"}},
		{Name: "db", Keys: []string{"@@ENV:STAGE@@", "a.b_c"}},
		{Name: "Upper_Case", Keys: []string{"password"}},
		{Name: strings.Repeat("x", 64), Keys: nil},
	} {
		if yes() {
			v.Secrets = append(v.Secrets, s)
		}
	}
	if yes() {
		v.Environment, v.FileSize = []string{"STAGE", "_x.y-z"}, 4_000_000
	}
	if yes() {
		v.Accounts = []deploy.Account{{Host: "lhr.ocir.io", User: `ns/o'neil "x"@x.com`}}
	}
	return v
}

func TestEveryTextFitsAStrictSchema(t *testing.T) {
	domain, list, secret, crd := ours(t, "Domain"), ours(t, "auxiliaryImages"), ours(t, "Secret"), operators(t)
	r := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		v := some(r)
		fits(t, "the Domain", v.DomainYAML(), domain, crd)
		fits(t, "the list", v.AuxiliaryImages(), list)
		for _, text := range strings.Split(v.PullSecretManifest(), "---\n") {
			fits(t, "a pull secret", text, secret)
		}
		for _, text := range strings.Split(v.PullSecrets(map[string]string{"lhr.ocir.io": `a"b'c`, "localhost:5000": "x"}), "---\n") {
			if text != "" {
				fits(t, "a saved pull secret", text, secret)
			}
		}
		for name, text := range map[string]string{"secrets": v.SecretCommands(), "namespace": v.NamespaceCommand(), "pull": v.PullSecretCommand(), "docker-registry": v.DockerRegistryCommand()} {
			if strings.Contains(text, "@@") {
				t.Errorf("%s has a token of the models:\n%s", name, text)
			}
		}
	}
}

func TestTheSecretsThatTheCommandsMakeFitAStrictSchema(t *testing.T) {
	secret := ours(t, "Secret")
	r := rand.New(rand.NewPCG(3, 4))
	for range 6 {
		v := some(r)
		out, _ := bash(t, `kubectl() { case "$1" in get) ;; *) cat; echo ---;; esac; }`, v.SecretCommands(), strings.Repeat("a \"'\\b\n", 40))
		made := 0
		for _, text := range strings.Split(out, "---\n") {
			if text != "" {
				fits(t, "a secret", text, secret)
				made++
			}
		}
		if want := strings.Count(v.SecretCommands(), "\nmake_secret "); made != want || want < 2 {
			t.Errorf("%d secrets were made, want %d: %s", made, want, out)
		}
	}
}

func TestADomainStaysRightWhenTheNewImageGoesIn(t *testing.T) {
	domain, crd := ours(t, "Domain"), operators(t)
	r := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		was, v := some(r), some(r)
		was.OnPV, v.OnPV = false, false
		before := was.DomainYAML()
		for name, command := range map[string]string{"bash": v.UpdateCommand(), "PowerShell": v.UpdatePowerShell()} {
			after := patched(t, before, operations(t, command))
			fits(t, "patched by "+name, after, domain, crd)
			names(t, "patched by "+name, after, v)
		}
		own, err := deploy.ReadDomain([]byte(before))
		if err != nil {
			t.Fatal(err)
		}
		after, err := own.Rewrite(v.Image, v.Homes)
		if err != nil {
			t.Fatalf("%v\n%s", err, before)
		}
		fits(t, "rewritten", after, domain, crd)
		names(t, "rewritten", after, v)
		v.Domain = own
		fits(t, "patched by what the file says", patched(t, before, operations(t, v.UpdateCommand())), domain, crd)
	}
}

// names tells whether a Domain has the image with its homes.
func names(t *testing.T, what, text string, v deploy.Values) {
	t.Helper()
	d, err := deploy.ReadDomain([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v\n%s", what, err, text)
	}
	if len(d.Images) != 1 || d.Images[0].Image != v.Image || d.Images[0].Homes != v.Homes {
		t.Errorf("%s: got %+v, want %s in %+v", what, d.Images, v.Image, v.Homes)
	}
}

// operations returns the patch of a command, as its shell hands it to kubectl.
func operations(t *testing.T, command string) (all []struct{ Op, Path, Value string }) {
	t.Helper()
	_, word, ok := strings.Cut(command, " --patch ")
	if !ok {
		t.Fatal(command)
	}
	text := strings.TrimSuffix(strings.TrimPrefix(word, "'"), "'")
	if strings.HasPrefix(word, `"`) { // PowerShell's
		text = strings.NewReplacer("``", "`", "`$", "$").Replace(strings.Trim(word, `"`))
	}
	text = strings.ReplaceAll(text, `'\''`, "'")
	if err := yaml.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return all
}

// patched returns a YAML text with the operations of RFC 6902 done to it.
func patched(t *testing.T, text string, all []struct{ Op, Path, Value string }) string {
	t.Helper()
	var root any
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		keys := strings.Split(strings.TrimPrefix(o.Path, "/"), "/")
		at := root
		for _, key := range keys[:len(keys)-1] {
			switch in := at.(type) {
			case map[string]any:
				at = in[key]
			case []any:
				n, err := strconv.Atoi(key)
				if err != nil || n >= len(in) {
					t.Fatalf("no %s in %s", o.Path, text)
				}
				at = in[n]
			}
		}
		in, ok := at.(map[string]any)
		last := keys[len(keys)-1]
		if _, there := in[last]; !ok || o.Op == "replace" && !there {
			t.Fatalf("%s has nothing at %s in\n%s", o.Op, o.Path, text)
		}
		in[last] = o.Value
	}
	data, err := yaml.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A check that cannot fail is none.
func TestTheSchemasRefuseWhatAClusterWould(t *testing.T) {
	good := filled()
	good.RCU, good.Secrets = true, []deploy.Secret{{Name: "one"}}
	text := good.DomainYAML()
	domain, crd := ours(t, "Domain"), operators(t)
	for name, c := range map[string]struct {
		from, to string
		operator bool // by its own schema too
	}{
		"a token in a secret's name": {`- "one"`, `- "@@ENV:DOMAIN_UID@@-one"`, false},
		"a name in upper case":       {`- "one"`, `- "One"`, false},
		"no namespace":               {"  namespace: domain1-ns\n", "", false},
		"no domain type":             {"      domainType: JRF\n", "", false},
		"no wallet":                  {"    opss:\n      walletPasswordSecret: domain1-opss-wallet-password\n", "", false},
		"an unknown domain type":     {"domainType: JRF", "domainType: SOA", true},
		"an unknown field":           {"domainType: JRF", "domainKind: JRF", true},
		"a home that is none":        {"      - image: ", "      - sourceModelHome: models\n        image: ", false},
	} {
		bad := strings.Replace(text, c.from, c.to, 1)
		if bad == text {
			t.Fatalf("%s: no %q in\n%s", name, c.from, text)
		}
		if domain.Validate(generic(t, bad)) == nil {
			t.Errorf("%s: our schema takes it", name)
		}
		if crd != nil && (crd.Validate(generic(t, bad)) == nil) == c.operator {
			t.Errorf("%s: the operator's schema refuses it: want %v", name, c.operator)
		}
	}
	if t.Failed() {
		t.Log(fmt.Sprint(text))
	}
}
