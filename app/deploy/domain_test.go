package deploy_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"auximage/app/deploy"
	"auximage/app/words"
	"auximage/imaging/report"
)

// lab is an auxiliary image of a registry with a namespace.
const lab = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1"

// filled are the values of an image as the wizard makes it by default.
func filled() deploy.Values {
	return deploy.Values{
		Image: lab, Primary: "container-registry.oracle.com/middleware/weblogic:12.2.1.4-ol8",
		Homes: deploy.Homes{WDT: "/auxiliary/weblogic-deploy", Model: "/auxiliary/models"},
	}
}

// parsed returns what a YAML text says.
func parsed(t *testing.T, text string) map[string]any {
	t.Helper()
	var all map[string]any
	if err := yaml.Unmarshal([]byte(text), &all); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return all
}

// at returns a value by the keys on the way to it; a list's only element is
// passed through.
func at(value any, keys ...string) any {
	for _, key := range keys {
		if list, ok := value.([]any); ok && len(list) == 1 {
			value = list[0]
		}
		m, _ := value.(map[string]any)
		value = m[key]
	}
	return value
}

func TestTheHomesAreNamedWhereTheOperatorWouldNotFindThem(t *testing.T) {
	for name, c := range map[string]struct {
		homes      deploy.Homes
		wdt, model any
	}{
		"the operator's own":   {filled().Homes, nil, nil},
		"another model home":   {deploy.Homes{WDT: "/auxiliary/weblogic-deploy", Model: "/models"}, nil, "/models"},
		"the toolkit's":        {deploy.Homes{WDT: "/u01/wdt/weblogic-deploy", Model: "/u01/wdt/models"}, "/u01/wdt/weblogic-deploy", "/u01/wdt/models"},
		"models only":          {deploy.Homes{Model: "/auxiliary/models"}, "None", nil},
		"tooling only":         {deploy.Homes{WDT: "/auxiliary/weblogic-deploy"}, nil, "None"},
		"words that YAML eats": {deploy.Homes{WDT: "/yes: #no", Model: "/auxiliary/models"}, "/yes: #no", nil},
	} {
		t.Run(name, func(t *testing.T) {
			v := filled()
			v.Homes = c.homes
			for list, under := range map[string]any{
				"the part":   parsed(t, v.AuxiliaryImages())["auxiliaryImages"],
				"the Domain": at(parsed(t, v.DomainYAML()), "spec", "configuration", "model", "auxiliaryImages"),
			} {
				if got, want := []any{at(under, "image"), at(under, "sourceWDTInstallHome"), at(under, "sourceModelHome")}, []any{lab, c.wdt, c.model}; !reflect.DeepEqual(got, want) {
					t.Errorf("%s: got %v, want %v", list, got, want)
				}
			}
		})
	}
}

func TestTheDomainNamesTheSecretsThatMustBeThereFirst(t *testing.T) {
	first, _, _ := strings.Cut(filled().DomainYAML(), "\n")
	for _, name := range []string{"# ", "lhr-ocir-io-pull", "domain1-weblogic-credentials (username, password)", "domain1-runtime-encryption (password)"} {
		if !strings.Contains(first, name) {
			t.Errorf("%q lacks %q", first, name)
		}
	}
}

func TestTheDomainHasTheNamesThatAPersonGave(t *testing.T) {
	v := filled()
	v.UID, v.Namespace = "sales", "shops"
	for _, text := range []string{v.DomainYAML(), v.UpdateCommand(), v.PullSecretCommand(), v.PullSecretManifest()} {
		if strings.Contains(text, "domain1") || !strings.Contains(text, "shops") {
			t.Error(text)
		}
	}
	d := parsed(t, v.DomainYAML())
	if got := []any{at(d, "metadata", "name"), at(d, "metadata", "namespace"), at(d, "spec", "domainUID")}; !reflect.DeepEqual(got, []any{"sales", "shops", "sales"}) {
		t.Errorf("got %v", got)
	}
}

func TestADomainOnAVolumeHasDomainCreationImages(t *testing.T) {
	v := filled()
	v.OnPV = true
	domain := parsed(t, v.DomainYAML())
	if got := at(domain, "spec", "configuration", "initializeDomainOnPV", "domain", "domainCreationImages", "image"); got != lab {
		t.Errorf("got %v, want %s", got, lab)
	}
	if source := at(domain, "spec", "domainHomeSourceType"); source != "PersistentVolume" {
		t.Errorf("got %v, want PersistentVolume", source)
	}
}

func TestEachRegistryHasAPullSecret(t *testing.T) {
	v := filled()
	names := func() (names []any) {
		list, _ := at(parsed(t, v.DomainYAML()), "spec", "imagePullSecrets").([]any)
		for _, one := range list {
			names = append(names, at(one, "name"))
		}
		return names
	}
	if got, want := names(), []any{"lhr-ocir-io-pull", "container-registry-oracle-com-pull"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	v.Primary = "lhr.ocir.io/ns/weblogic:1"
	if got, want := names(), []any{"lhr-ocir-io-pull"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestEncryptedModelsNeedTheirPassphrase(t *testing.T) {
	v := filled()
	v.Encrypted, v.Secrets = true, []deploy.Secret{{Name: "one"}}
	all := parsed(t, v.DomainYAML())
	if got, want := at(all, "spec", "configuration", "secrets"), []any{"one", "domain1-model-encryption"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := at(all, "spec", "serverPod", "env", "value"), "-Dwdt.config.model.encryption.secret=domain1-model-encryption"; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheToolingIsToldHowLargeAModelMayBe(t *testing.T) {
	v := filled()
	v.FileSize = 4_000_000
	if got, want := at(parsed(t, v.DomainYAML()), "spec", "serverPod", "env", "value"), "-Dwdt.config.yaml.max.file.size=4000000"; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	v.Encrypted = true
	if got, want := at(parsed(t, v.DomainYAML()), "spec", "serverPod", "env", "value"), "-Dwdt.config.model.encryption.secret=domain1-model-encryption -Dwdt.config.yaml.max.file.size=4000000"; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheDomainTypeFollowsFromTheModels(t *testing.T) {
	for name, c := range map[string]struct {
		change        func(*deploy.Values)
		kind, creates string
		wallet        bool
		notes         []report.Code
	}{
		"no RCU":                          {func(v *deploy.Values) {}, "WLS", "Domain", false, nil},
		"RCU":                             {func(v *deploy.Values) { v.RCU = true }, "JRF", "Domain", true, []report.Code{deploy.CodeSchemasThere}},
		"RCU and the database's password": {func(v *deploy.Values) { v.RCU, v.RunRCU = true, true }, "JRF", "DomainAndRCU", true, []report.Code{deploy.CodeSchemasMade}},
		"RCU, but a person's WLS":         {func(v *deploy.Values) { v.RCU, v.RunRCU, v.DomainType = true, true, deploy.WLS }, "WLS", "Domain", false, nil},
		"a person's RestrictedJRF":        {func(v *deploy.Values) { v.DomainType = deploy.RestrictedJRF }, "RestrictedJRF", "Domain", false, nil},
		"an image for JRF, no RCU": {func(v *deploy.Values) {
			v.Primary = "container-registry.oracle.com/middleware/fmw-infrastructure:14.1.2"
		},
			"WLS", "Domain", false, []report.Code{deploy.CodePerhapsJRF}},
	} {
		t.Run(name, func(t *testing.T) {
			v := filled()
			c.change(&v)
			d := parsed(t, v.DomainYAML())
			model := at(d, "spec", "configuration", "model", "domainType")
			wallet := at(d, "spec", "configuration", "opss", "walletPasswordSecret")
			if model != c.kind || (wallet == "domain1-opss-wallet-password") != c.wallet {
				t.Errorf("from a model: got %v, wallet %v; want %s, wallet %v", model, wallet, c.kind, c.wallet)
			}
			v.OnPV = true
			text := v.DomainYAML()
			on := at(parsed(t, text), "spec", "configuration", "initializeDomainOnPV", "domain")
			wallet = at(on, "opss", "walletPasswordSecret")
			if at(on, "domainType") != c.kind || at(on, "createIfNotExists") != c.creates || (wallet == "domain1-opss-wallet-password") != c.wallet {
				t.Errorf("on a volume: got %v, want %s, %s, wallet %v", on, c.kind, c.creates, c.wallet)
			}
			for _, code := range c.notes {
				if !slices.ContainsFunc(v.Notes(), func(f report.Finding) bool { return f.Code == code }) || !strings.Contains(text, words.Of(report.Finding{Code: code}).Sentence) {
					t.Errorf("%s is not said", code)
				}
			}
		})
	}
}
