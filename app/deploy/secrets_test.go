package deploy_test

import (
	"encoding/base64"
	"reflect"
	"strings"
	"testing"

	"auximage/app/deploy"
)

// prepared are values of models that prepareModel made: it names every secret
// but the administrator's by the Domain's UID.
func prepared() deploy.Values {
	v := filled()
	v.UID = "sales"
	v.Secrets = []deploy.Secret{
		{Name: "@@ENV:DOMAIN_UID@@-jdbc-ds1", Keys: []string{"password", "user"}},
		{Name: "@@ENV:STAGE@@-mail", Keys: []string{"password"}},
		{Name: "Not_Possible", Keys: []string{"password"}},
		{Name: "sales-jdbc-ds1", Keys: []string{"url"}},
	}
	v.Environment = []string{"STAGE"}
	return v
}

func TestSecretsAreNamedByTheDomainsUID(t *testing.T) {
	v := prepared()
	text := v.DomainYAML()
	if got, want := at(parsed(t, text), "spec", "configuration", "secrets"), []any{"sales-jdbc-ds1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if strings.Contains(text, "@@") {
		t.Error(text)
	}
	first, _, _ := strings.Cut(text, "\n")
	if want := "sales-jdbc-ds1 (password, user, url)"; !strings.Contains(first, want) {
		t.Errorf("%q lacks %q", first, want)
	}
	for _, want := range []string{"${STAGE}-mail (password)", "Not_Possible"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not told of in\n%s", want, text)
		}
	}
}

// inMemory is a kubectl that has one of the secrets already and shows what it is
// to create.
const inMemory = `kubectl() {
  case "$1 $2 $3" in
    "get secret sales-runtime-encryption") echo secret/sales-runtime-encryption;;
    "get "*) ;;
    *) cat; echo ---;;
  esac
}`

func TestTheCommandsMakeTheSecretsThatAreMissing(t *testing.T) {
	v := prepared()
	v.Encrypted = true
	out, asked := bash(t, inMemory, v.SecretCommands(), "weblogic\nwel'come\"1\\\n pass phrase \nkey\nscott\njdbc:oracle:thin:@x\n")
	made := map[string]map[string]string{}
	for _, text := range strings.Split(out, "---\n") {
		if text == "" {
			continue
		}
		d, keys := parsed(t, text), map[string]string{}
		if got := []any{at(d, "metadata", "namespace"), at(d, "metadata", "labels", "weblogic.domainUID")}; !reflect.DeepEqual(got, []any{"domain1-ns", "sales"}) {
			t.Errorf("got %v", got)
		}
		for key, value := range d["data"].(map[string]any) {
			data, err := base64.StdEncoding.DecodeString(value.(string))
			if err != nil {
				t.Error(err)
			}
			keys[key] = string(data)
		}
		made[at(d, "metadata", "name").(string)] = keys
	}
	want := map[string]map[string]string{
		"sales-weblogic-credentials": {"username": "weblogic", "password": `wel'come"1\`},
		"sales-jdbc-ds1":             {"password": " pass phrase ", "user": "key", "url": "scott"},
		"sales-model-encryption":     {"passphrase": "jdbc:oracle:thin:@x"},
	}
	if !reflect.DeepEqual(made, want) {
		t.Errorf("got %v\nwant %v\n%s", made, want, out)
	}
	if !strings.Contains(asked, "sales-runtime-encryption: is there already and stays as it is\n") || strings.Contains(asked, "sales-runtime-encryption, ") || !strings.Contains(asked, "sales-jdbc-ds1, url: ") {
		t.Errorf("asked %q", asked)
	}
}

func TestTheNamespaceIsMadeWhereItIsMissingAndLabelled(t *testing.T) {
	v := filled()
	v.Namespace = "shops"
	for there, want := range map[string]string{
		"":                     "create namespace shops\nlabel namespace shops weblogic-operator=enabled --overwrite\n",
		"echo namespace/shops": "namespace/shops\nlabel namespace shops weblogic-operator=enabled --overwrite\n",
	} {
		out, _ := bash(t, `kubectl() { if [ $1 = get ]; then :; `+there+"\nelse echo \"$@\"; fi; }", v.NamespaceCommand(), "")
		if out != want {
			t.Errorf("got %q, want %q", out, want)
		}
	}
}

func TestANameThatCouldBeAnythingToAShellIsInNoText(t *testing.T) {
	v := filled()
	v.UID, v.Namespace = "x;reboot", "$(reboot)"
	if len(deploy.CheckUID(v.UID)) == 0 || len(deploy.CheckNamespace(v.Namespace)) == 0 {
		t.Error("taken for good names")
	}
	for _, text := range []string{v.DomainYAML(), v.UpdateCommand(), v.UpdatePowerShell(), v.PullSecretCommand(), v.DockerRegistryCommand(), v.PullSecretManifest(), v.SecretCommands(), v.NamespaceCommand()} {
		if strings.Contains(text, "reboot") {
			t.Error(text)
		}
	}
}

func TestASecretThatIsNeededHasNoUIDThatNobodyGave(t *testing.T) {
	secrets := []deploy.Secret{{Name: "@@ENV:DOMAIN_UID@@-ledger", Keys: []string{"password"}}, {Name: "shared", Keys: []string{"password"}}}
	for name, c := range map[string]struct {
		values deploy.Values
		want   string
	}{
		"no model secrets": {deploy.Values{}, ""},
		"not known":        {deploy.Values{Secrets: secrets}, "<domainUID>-weblogic-credentials, <domainUID>-runtime-encryption, shared, <domainUID>-ledger"},
		"refused":          {deploy.Values{UID: "Shop_1", Secrets: secrets}, "<domainUID>-weblogic-credentials, <domainUID>-runtime-encryption, shared, <domainUID>-ledger"},
		"known":            {deploy.Values{UID: "finance", Secrets: secrets}, "finance-weblogic-credentials, finance-runtime-encryption, finance-ledger, shared"},
		"of a Domain":      {deploy.Values{Domain: &deploy.Domain{UID: "shop", CredentialsSecret: "boss"}, Secrets: secrets}, "boss, shop-runtime-encryption, shared, shop-ledger"},
	} {
		if got := strings.Join(c.values.Needed(), ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
