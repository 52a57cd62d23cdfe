package session

import (
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

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
		change     func(*Form)
		wdt, model any
	}{
		"the operator's own":   {func(*Form) {}, nil, nil},
		"another model home":   {func(f *Form) { f.ModelHome = "/models" }, nil, "/models"},
		"the toolkit's":        {func(f *Form) { f.WDTHome = "/u01/wdt" }, "/u01/wdt/weblogic-deploy", "/u01/wdt/models"},
		"models only":          {func(f *Form) { f.WDT = WDTNone }, "None", nil},
		"words that YAML eats": {func(f *Form) { f.WDTHome = "/yes: #no" }, "/yes: #no/weblogic-deploy", "/yes: #no/models"},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
			s.SetTag(lab)
			s.Edit(c.change)
			for list, under := range map[string]any{
				"the part":   parsed(t, s.AuxiliaryImages())["auxiliaryImages"],
				"the Domain": at(parsed(t, s.DomainYAML()), "spec", "configuration", "model", "auxiliaryImages"),
			} {
				if got := []any{at(under, "image"), at(under, "sourceWDTInstallHome"), at(under, "sourceModelHome")}; !reflect.DeepEqual(got, []any{lab, c.wdt, c.model}) {
					t.Errorf("%s: %v", list, got)
				}
			}
		})
	}
}

func TestTheDomainNamesTheSecretsThatMustBeThereFirst(t *testing.T) {
	s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.SetTag(lab)
	first, _, _ := strings.Cut(s.DomainYAML(), "\n")
	for _, name := range []string{"# ", "lhr-ocir-io-pull", "domain1-weblogic-credentials (username, password)", "domain1-runtime-encryption (password)"} {
		if !strings.Contains(first, name) {
			t.Errorf("%q lacks %q", first, name)
		}
	}
}

func TestADomainOnAVolumeHasDomainCreationImages(t *testing.T) {
	s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.SetTag(lab)
	s.Edit(func(f *Form) { f.OnPV = true })
	domain := parsed(t, s.DomainYAML())
	if got := at(domain, "spec", "configuration", "initializeDomainOnPV", "domain", "domainCreationImages", "image"); got != lab {
		t.Error(got)
	}
	if source := at(domain, "spec", "domainHomeSourceType"); source != "PersistentVolume" {
		t.Error(source)
	}
	if patch := s.UpdateCommand(); !strings.Contains(patch, "/domainCreationImages/0/image") {
		t.Error(patch)
	}
}

func TestEachRegistryHasAPullSecret(t *testing.T) {
	s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.SetTag(lab)
	names := func() (names []any) {
		list, _ := at(parsed(t, s.DomainYAML()), "spec", "imagePullSecrets").([]any)
		for _, one := range list {
			names = append(names, at(one, "name"))
		}
		return names
	}
	if got := names(); !reflect.DeepEqual(got, []any{"lhr-ocir-io-pull", "container-registry-oracle-com-pull"}) {
		t.Error(got)
	}
	s.Edit(func(f *Form) { f.PrimaryTag = "lhr.ocir.io/ns/weblogic:1" })
	if got := names(); !reflect.DeepEqual(got, []any{"lhr-ocir-io-pull"}) {
		t.Error(got)
	}
}

func TestEncryptedModelsNeedTheirPassphrase(t *testing.T) {
	d := domain{form: newForm(), reference: lab, need: Inspection{Encrypted: true, Secrets: []string{"one"}}}
	all := parsed(t, d.yaml())
	if got := at(all, "spec", "configuration", "secrets"); !reflect.DeepEqual(got, []any{"one", encryptionSecret}) {
		t.Error(got)
	}
	if got := at(all, "spec", "serverPod", "env", "value"); got != "-Dwdt.config.model.encryption.secret="+encryptionSecret {
		t.Error(got)
	}
}
