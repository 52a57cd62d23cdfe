package deploy

import (
	"fmt"
	"slices"
	"strings"

	"auximage/app/words"
)

// The operator's own homes, which a Domain need not name.
const (
	operatorsWDT    = "/auxiliary/weblogic-deploy"
	operatorsModels = "/auxiliary/models"
)

// AuxiliaryImages returns the auxiliaryImages part of a Domain; where the domain
// lives on a persistent volume, domainCreationImages. The homes are named whenever
// they are not those that the operator looks in by itself.
func (v Values) AuxiliaryImages() string { return v.images("") }

func (v Values) images(indent string) string {
	list := "auxiliaryImages"
	if v.OnPV {
		list = "domainCreationImages"
	}
	lines := []string{list + ":", "- image: " + scalar(v.Image)}
	switch v.Homes.WDT {
	case "":
		lines = append(lines, "  sourceWDTInstallHome: None")
	case operatorsWDT:
	default:
		lines = append(lines, "  sourceWDTInstallHome: "+scalar(v.Homes.WDT))
	}
	switch v.Homes.Model {
	case "":
		lines = append(lines, "  sourceModelHome: None")
	case operatorsModels:
	default:
		lines = append(lines, "  sourceModelHome: "+scalar(v.Homes.Model))
	}
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}

// What the operator reads of every Domain: the administrator's name and password,
// and what a model's domain is encrypted with at run time.
func (v Values) credentialsSecret() string { return v.uid() + "-weblogic-credentials" }
func (v Values) runtimeSecret() string     { return v.uid() + "-runtime-encryption" }

// encryptionSecret holds the passphrase of the {AES} values in the models.
func (v Values) encryptionSecret() string { return v.uid() + "-model-encryption" }

// DomainYAML returns a whole minimal Domain of weblogic.oracle/v9, with the
// secrets and variables that the models ask for.
func (v Values) DomainYAML() string {
	var b strings.Builder
	source := "FromModel"
	if v.OnPV {
		source = "PersistentVolume"
	}
	fmt.Fprintf(&b, "# %s\n", words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": strings.Join(v.allSecrets(), ", ")}))
	fmt.Fprintf(&b, `apiVersion: weblogic.oracle/v9
kind: Domain
metadata:
  name: %[1]s
  namespace: %[2]s
  labels:
    weblogic.domainUID: %[1]s
spec:
  domainUID: %[1]s
  domainHomeSourceType: %[3]s
  image: %[4]s
`, v.uid(), v.namespace(), source, scalar(v.Primary))
	if hosts := v.Hosts(); len(hosts) > 0 {
		b.WriteString("  imagePullSecrets:\n")
		for _, host := range hosts {
			fmt.Fprintf(&b, "  - name: %s\n", pullSecret(host))
		}
	}
	fmt.Fprintf(&b, "  webLogicCredentialsSecret:\n    name: %s\n", v.credentialsSecret())
	if v.OnPV {
		fmt.Fprintf(&b, "  domainHome: /shared/domains/%s\n", v.uid())
	}
	b.WriteString(v.pod())
	b.WriteString("  configuration:\n")
	if v.OnPV {
		b.WriteString("    initializeDomainOnPV:\n      domain:\n        createIfNotExists: Domain\n        domainType: WLS\n" + v.images("        "))
	} else {
		fmt.Fprintf(&b, "    model:\n      domainType: WLS\n      runtimeEncryptionSecret: %s\n%s", v.runtimeSecret(), v.images("      "))
	}
	if secrets := v.modelSecrets(); len(secrets) > 0 {
		b.WriteString("    secrets:\n")
		for _, name := range secrets {
			fmt.Fprintf(&b, "    - %s\n", scalar(name))
		}
	}
	return b.String()
}

// modelSecrets returns the secrets that the models read.
func (v Values) modelSecrets() []string {
	if !v.Encrypted {
		return v.Secrets
	}
	return append(slices.Clone(v.Secrets), v.encryptionSecret())
}

// allSecrets returns all secrets that must be there before the Domain, those that
// the operator reads with their keys.
func (v Values) allSecrets() []string {
	var all []string
	for _, host := range v.Hosts() {
		all = append(all, pullSecret(host))
	}
	all = append(all, v.credentialsSecret()+" (username, password)")
	if !v.OnPV {
		all = append(all, v.runtimeSecret()+" (password)")
	}
	return append(all, v.modelSecrets()...)
}

// pod returns the serverPod part: the variables that the models read, and the
// volume that the domain lives on.
func (v Values) pod() string {
	var b strings.Builder
	if len(v.Environment) > 0 || v.Encrypted {
		b.WriteString("    env:\n")
	}
	for _, name := range v.Environment {
		fmt.Fprintf(&b, "    - name: %s\n      value: \"\"\n", scalar(name))
	}
	if v.Encrypted {
		fmt.Fprintf(&b, "    - name: WLSDEPLOY_PROPERTIES\n      value: %s\n", scalar("-Dwdt.config.model.encryption.secret="+v.encryptionSecret()))
	}
	if v.OnPV {
		fmt.Fprintf(&b, "    volumes:\n    - name: shared\n      persistentVolumeClaim:\n        claimName: %s-claim\n    volumeMounts:\n    - name: shared\n      mountPath: /shared\n", v.uid())
	}
	if b.Len() == 0 {
		return ""
	}
	return "  serverPod:\n" + b.String()
}
