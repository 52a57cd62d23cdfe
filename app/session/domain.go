package session

import (
	"fmt"
	"slices"
	"strings"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/ocir"
)

// The names in the texts that a person puts their own in place of.
const (
	domainName      = "domain1"
	domainNamespace = "domain1-ns"
)

// domain is what the texts about a Domain come from.
type domain struct {
	form      Form
	reference string
	homes     imaging.Homes
	need      Inspection
}

func (s *Session) domain() domain {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := domain{form: s.state.form, need: s.state.inspected}
	d.reference, d.homes = s.state.named()
	if d.form.UseExisting {
		d.need = Inspection{} // of files that are not in it
	}
	return d
}

// AuxiliaryImages returns the auxiliaryImages part of a Domain for the image at
// hand; where the domain lives on a persistent volume, domainCreationImages. The
// homes are named whenever they are not those that the operator looks in by itself.
func (s *Session) AuxiliaryImages() string { return s.domain().images("") }

// DomainYAML returns a whole minimal Domain of weblogic.oracle/v9 for the image
// at hand, with the secrets and variables that its models ask for. The files are
// looked at first where that is not done yet.
func (s *Session) DomainYAML() string {
	s.inspector.settle(s.ctx)
	return s.domain().yaml()
}

func (d domain) images(indent string) string {
	list := "auxiliaryImages"
	if d.form.OnPV {
		list = "domainCreationImages"
	}
	lines := []string{list + ":", "- image: " + quoted(d.reference)}
	switch wdt := d.homes.WDT + "/weblogic-deploy"; {
	case !d.form.UseExisting && d.form.WDT == WDTNone:
		lines = append(lines, "  sourceWDTInstallHome: None")
	case wdt != "/auxiliary/weblogic-deploy":
		lines = append(lines, "  sourceWDTInstallHome: "+quoted(wdt))
	}
	if d.homes.Model != "/auxiliary/models" {
		lines = append(lines, "  sourceModelHome: "+quoted(d.homes.Model))
	}
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}

// What the operator reads of every Domain: the administrator's name and password,
// and what a model's domain is encrypted with at run time.
const (
	credentialsSecret = domainName + "-weblogic-credentials"
	runtimeSecret     = domainName + "-runtime-encryption"
)

// encryptionSecret holds the passphrase of the {AES} values in the models.
const encryptionSecret = domainName + "-model-encryption"

func (d domain) yaml() string {
	var b strings.Builder
	source := "FromModel"
	if d.form.OnPV {
		source = "PersistentVolume"
	}
	fmt.Fprintf(&b, "# %s\n", words.L("Secrets that the Domain will need: {{.Names}}", map[string]any{"Names": strings.Join(d.secrets(), ", ")}))
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
`, domainName, domainNamespace, source, quoted(d.form.PrimaryTag))
	if hosts := d.hosts(); len(hosts) > 0 {
		b.WriteString("  imagePullSecrets:\n")
		for _, host := range hosts {
			fmt.Fprintf(&b, "  - name: %s\n", pullSecret(host))
		}
	}
	fmt.Fprintf(&b, "  webLogicCredentialsSecret:\n    name: %s\n", credentialsSecret)
	if d.form.OnPV {
		fmt.Fprintf(&b, "  domainHome: /shared/domains/%s\n", domainName)
	}
	b.WriteString(d.pod())
	b.WriteString("  configuration:\n")
	if d.form.OnPV {
		b.WriteString("    initializeDomainOnPV:\n      domain:\n        createIfNotExists: Domain\n        domainType: WLS\n" + d.images("        "))
	} else {
		fmt.Fprintf(&b, "    model:\n      domainType: WLS\n      runtimeEncryptionSecret: %s\n%s", runtimeSecret, d.images("      "))
	}
	if secrets := d.ofModels(); len(secrets) > 0 {
		b.WriteString("    secrets:\n")
		for _, name := range secrets {
			fmt.Fprintf(&b, "    - %s\n", quoted(name))
		}
	}
	return b.String()
}

// ofModels returns the secrets that the models read.
func (d domain) ofModels() []string {
	if !d.need.Encrypted {
		return d.need.Secrets
	}
	return append(slices.Clone(d.need.Secrets), encryptionSecret)
}

// secrets returns all secrets that must be there before the Domain, those that
// the operator reads with their keys.
func (d domain) secrets() []string {
	var all []string
	for _, host := range d.hosts() {
		all = append(all, pullSecret(host))
	}
	all = append(all, credentialsSecret+" (username, password)")
	if !d.form.OnPV {
		all = append(all, runtimeSecret+" (password)")
	}
	return append(all, d.ofModels()...)
}

// pod returns the serverPod part: the variables that the models read, and the
// volume that the domain lives on.
func (d domain) pod() string {
	var b strings.Builder
	if len(d.need.Environment) > 0 || d.need.Encrypted {
		b.WriteString("    env:\n")
	}
	for _, name := range d.need.Environment {
		fmt.Fprintf(&b, "    - name: %s\n      value: \"\"\n", quoted(name))
	}
	if d.need.Encrypted {
		fmt.Fprintf(&b, "    - name: WLSDEPLOY_PROPERTIES\n      value: %s\n", quoted("-Dwdt.config.model.encryption.secret="+encryptionSecret))
	}
	if d.form.OnPV {
		fmt.Fprintf(&b, "    volumes:\n    - name: shared\n      persistentVolumeClaim:\n        claimName: %s-claim\n    volumeMounts:\n    - name: shared\n      mountPath: /shared\n", domainName)
	}
	if b.Len() == 0 {
		return ""
	}
	return "  serverPod:\n" + b.String()
}

// hosts returns the registries that the cluster pulls from, the auxiliary
// image's first.
func (d domain) hosts() []string {
	var hosts []string
	for _, reference := range []string{d.reference, d.form.PrimaryTag} {
		host := ocir.Split(reference).Host
		if reference != "" && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}
