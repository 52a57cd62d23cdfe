package deploy

import (
	"fmt"
	"strings"

	"auximage/app/words"
	"auximage/imaging/contract"
)

// The operator's own homes, which a Domain need not name.
const (
	operatorsWDT    = contract.DefaultHome + "/" + contract.Tooling
	operatorsModels = contract.DefaultHome + "/models"
)

// AuxiliaryImages returns the auxiliaryImages part of a Domain; where the domain
// lives on a persistent volume, domainCreationImages. The homes are named whenever
// they are not those that the operator looks in by itself.
func (v Values) AuxiliaryImages() string { return domainText{v}.images("") }

// domainText writes a whole Domain.
type domainText struct{ values Values }

func (d domainText) images(indent string) string {
	list := "auxiliaryImages"
	if d.values.onPV() {
		list = "domainCreationImages"
	}
	lines := []string{list + ":", "- image: " + scalar(d.values.Image)}
	for _, home := range []struct{ key, path, operators string }{
		{"sourceWDTInstallHome", d.values.Homes.WDT, operatorsWDT}, {"sourceModelHome", d.values.Homes.Model, operatorsModels},
	} {
		switch home.path {
		case "":
			lines = append(lines, "  "+home.key+": "+none)
		case home.operators:
		default:
			lines = append(lines, "  "+home.key+": "+scalar(home.path))
		}
	}
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}

// DomainYAML returns a Domain with the image: the person's own, as they wrote it but
// for the image and its homes, or else a whole minimal one of weblogic.oracle/v9, with
// the secrets and variables that the models ask for. What that cannot know is said in
// comments above it. An own one in which the image cannot be set is returned as it is.
func (v Values) DomainYAML() string {
	if v.Domain == nil {
		return domainText{v}.minimal()
	}
	text, err := v.Domain.Rewrite(v.Image, v.Homes)
	if err != nil {
		return string(v.Domain.text)
	}
	return text
}

// minimal returns a Domain with what the operator needs and no more.
func (d domainText) minimal() string {
	v := d.values
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": strings.Join(v.listed(), ", ")}))
	for _, note := range v.Notes() {
		fmt.Fprintf(&b, "# %s\n", words.Of(note))
	}
	source := "FromModel"
	if v.onPV() {
		source = "PersistentVolume"
	}
	fmt.Fprintf(&b, `apiVersion: weblogic.oracle/v9
kind: Domain
metadata:
  name: %s
  namespace: %s
  labels:
    weblogic.domainUID: %[3]s
spec:
  domainUID: %[3]s
  domainHomeSourceType: %s
  image: %s
`, v.Name(), v.InNamespace(), v.uid(), source, scalar(v.Primary))
	if secrets := v.PullSecretNames(); len(secrets) > 0 {
		b.WriteString("  imagePullSecrets:\n")
		for _, name := range secrets {
			fmt.Fprintf(&b, "  - name: %s\n", name)
		}
	}
	fmt.Fprintf(&b, "  webLogicCredentialsSecret:\n    name: %s\n", v.names().credentialsSecret())
	if v.onPV() {
		fmt.Fprintf(&b, "  domainHome: /shared/domains/%s\n", v.uid())
	}
	return b.String() + d.pod() + d.configuration()
}

// configuration returns the part of a Domain that says what it is made of.
func (d domainText) configuration() string {
	var b strings.Builder
	b.WriteString("  configuration:\n")
	if d.values.onPV() {
		fmt.Fprintf(&b, "    initializeDomainOnPV:\n      domain:\n        createIfNotExists: %s\n        domainType: %s\n%s", d.creates(), d.values.domainType(), d.images("        "))
		b.WriteString(d.opss("        "))
	} else {
		fmt.Fprintf(&b, "    model:\n      domainType: %s\n      runtimeEncryptionSecret: %s\n%s", d.values.domainType(), d.values.names().runtimeSecret(), d.images("      "))
		b.WriteString(d.opss("    "))
	}
	if secrets := d.values.ModelSecrets(); len(secrets) > 0 {
		b.WriteString("    secrets:\n")
		for _, secret := range secrets {
			fmt.Fprintf(&b, "    - %s\n", scalar(secret.Name))
		}
	}
	return b.String()
}

// creates says what the operator creates on a volume where nothing is yet. To make
// the schemas too it signs in to the database as its administrator.
func (d domainText) creates() string {
	if d.values.domainType() == JRF && d.values.RunRCU {
		return "DomainAndRCU"
	}
	return "Domain"
}

// opss names the secret that a JRF domain's wallet is encrypted with.
func (d domainText) opss(indent string) string {
	if d.values.domainType() != JRF {
		return ""
	}
	return indent + "opss:\n" + indent + "  walletPasswordSecret: " + d.values.names().walletSecret() + "\n"
}

// claim returns the name of the claim for the volume that the domain lives on.
func (d domainText) claim() string { return d.values.uid() + "-claim" }

// pod returns the serverPod part: the variables that the models read, and the
// volume that the domain lives on.
func (d domainText) pod() string {
	var b strings.Builder
	properties := d.properties()
	if len(d.values.Environment) > 0 || properties != "" {
		b.WriteString("    env:\n")
	}
	for _, name := range d.values.Environment {
		fmt.Fprintf(&b, "    - name: %s\n      value: \"\"\n", scalar(name))
	}
	if properties != "" {
		fmt.Fprintf(&b, "    - name: WLSDEPLOY_PROPERTIES\n      value: %s\n", scalar(properties))
	}
	if d.values.onPV() {
		fmt.Fprintf(&b, "    volumes:\n    - name: shared\n      persistentVolumeClaim:\n        claimName: %s\n    volumeMounts:\n    - name: shared\n      mountPath: /shared\n", d.claim())
	}
	if b.Len() == 0 {
		return ""
	}
	return "  serverPod:\n" + b.String()
}

// encryptionProperty names the secret with the passphrase of {AES} values to WDT.
const encryptionProperty = "-Dwdt.config.model.encryption.secret="

// properties returns what WDT must be told to take these models.
func (d domainText) properties() string {
	var all []string
	if d.values.Encrypted {
		all = append(all, encryptionProperty+d.values.names().encryptionSecret())
	}
	if d.values.FileSize > 0 {
		all = append(all, fmt.Sprintf("-Dwdt.config.yaml.max.file.size=%d", d.values.FileSize))
	}
	return strings.Join(all, " ")
}
