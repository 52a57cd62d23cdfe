package deploy

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"auximage/app/words"
)

// secretNames are what the secrets of a Domain are called.
type secretNames struct {
	domain *Domain // the person's own; nil for none
	uid    string
}

func (v Values) names() secretNames { return secretNames{v.Domain, v.uid()} }

// What the operator reads of every Domain: the administrator's name and password,
// what a model's domain is encrypted with at run time, what the wallet of a JRF
// domain is encrypted with, and the passphrase of {AES} values in the models.
func (n secretNames) credentialsSecret() string {
	return n.secret("weblogic-credentials", func(d *Domain) string { return d.CredentialsSecret })
}

func (n secretNames) runtimeSecret() string {
	return n.secret("runtime-encryption", func(d *Domain) string { return d.RuntimeSecret })
}

func (n secretNames) walletSecret() string {
	return n.secret("opss-wallet-password", func(d *Domain) string { return d.WalletSecret })
}

func (n secretNames) encryptionSecret() string {
	return n.secret("model-encryption", func(d *Domain) string {
		_, name, _ := strings.Cut(d.Environment["WLSDEPLOY_PROPERTIES"], encryptionProperty)
		name, _, _ = strings.Cut(name, " ")
		return name
	})
}

// secret returns the name of a secret: the one that the person's Domain has, or
// one that is made of its UID.
func (n secretNames) secret(what string, of func(*Domain) string) string {
	if n.domain != nil {
		if name := of(n.domain); secretName.MatchString(name) {
			return name
		}
	}
	return n.uid + "-" + what
}

// Required returns the secrets that must be there before the Domain, each once,
// but for those that images are pulled with.
func (v Values) Required() []Secret {
	all := []Secret{{v.names().credentialsSecret(), []string{"username", "password"}}}
	if !v.onPV() {
		all = append(all, Secret{v.names().runtimeSecret(), []string{"password"}})
	}
	if v.domainType() == JRF {
		all = append(all, Secret{v.names().walletSecret(), []string{"walletPassword"}})
	}
	return merged(append(all, v.ModelSecrets()...))
}

// ModelSecrets returns the secrets that the models read, by the names that they
// have in the cluster, sorted. Those whose names cannot be known are left to Notes.
func (v Values) ModelSecrets() []Secret {
	var all []Secret
	for _, secret := range v.Secrets {
		if name, open := v.resolved(secret.Name); !open && secretName.MatchString(name) {
			all = append(all, Secret{name, v.keys(secret)})
		}
	}
	slices.SortFunc(all, func(a, b Secret) int { return cmp.Compare(a.Name, b.Name) })
	if v.Encrypted {
		all = append(all, Secret{v.names().encryptionSecret(), []string{"passphrase"}})
	}
	return merged(all)
}

// secretName is what Kubernetes takes for the name of an object (RFC 1123).
var secretName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)

var envToken = regexp.MustCompile(`@@ENV:([\w.-]+)@@`)

// resolved returns a text of a model as it is in the cluster. The operator sets
// DOMAIN_UID; what depends on another variable, which the person's Domain
// does not set, is open, and written as ${NAME}.
func (v Values) resolved(text string) (in string, open bool) {
	in = envToken.ReplaceAllStringFunc(text, func(token string) string {
		name := envToken.FindStringSubmatch(token)[1]
		if name == "DOMAIN_UID" {
			return v.uid()
		}
		if v.Domain != nil && v.Domain.Environment[name] != "" {
			return v.Domain.Environment[name]
		}
		open = true
		return "${" + name + "}"
	})
	return in, open
}

func (v Values) keys(secret Secret) []string {
	var keys []string
	for _, key := range secret.Keys {
		name, _ := v.resolved(key)
		keys = append(keys, name)
	}
	return keys
}

// known returns the keys that do not depend on variables.
func (s Secret) known() []string {
	return slices.DeleteFunc(slices.Clone(s.Keys), func(key string) bool { return strings.Contains(key, "$") })
}

// merged returns each secret once, at its first place and with all its keys.
func merged(all []Secret) []Secret {
	var once []Secret
	for _, secret := range all {
		at := slices.IndexFunc(once, func(o Secret) bool { return o.Name == secret.Name })
		if at < 0 {
			once = append(once, Secret{secret.Name, slices.Clone(secret.Keys)})
			continue
		}
		for _, key := range secret.Keys {
			if !slices.Contains(once[at].Keys, key) {
				once[at].Keys = append(once[at].Keys, key)
			}
		}
	}
	return once
}

// String returns a secret as a list for people has it.
func (s Secret) String() string {
	if len(s.Keys) == 0 {
		return s.Name
	}
	return s.Name + " (" + strings.Join(s.Keys, ", ") + ")"
}

// listed returns all secrets that must be there before the Domain, with their keys.
func (v Values) listed() []string {
	all := v.PullSecretNames()
	for _, secret := range v.Required() {
		all = append(all, secret.String())
	}
	return all
}

// placeOfUID is a UID that stands for one that is not known, until it is taken out.
const placeOfUID = "the-uid-that-is-not-known"

// Needed returns the names of the secrets that must be there before the Domain where
// its models read some, with <domainUID> in the place of a UID that is not known.
func (v Values) Needed() (names []string) {
	if len(v.ModelSecrets()) == 0 {
		return nil
	}
	if v.Domain == nil && (v.UID == "" || len(CheckUID(v.UID)) > 0) {
		v.UID = placeOfUID
	}
	for _, secret := range v.Required() {
		names = append(names, strings.ReplaceAll(secret.Name, placeOfUID, "<domainUID>"))
	}
	return names
}

// NamespaceCommand returns the kubectl commands that make the Domain's namespace
// where it is missing, and label it so that the operator looks at it: that is its
// default selector.
func (v Values) NamespaceCommand() string {
	return fmt.Sprintf("kubectl get namespace %[1]s --ignore-not-found --output name | grep . ||\n  kubectl create namespace %[1]s\n"+
		"kubectl label namespace %[1]s weblogic-operator=enabled --overwrite", v.InNamespace())
}

// SecretCommands returns a command for bash that makes the secrets which the Domain
// needs and which are not there yet, but for those that images are pulled with.
func (v Values) SecretCommands() string { return v.making(v.Required()) }

// making returns a command for bash that makes those of the secrets which are not
// there yet. The others are kept and named: with another password or runtime encryption
// key a domain that runs would not start again. It reads each value from standard input, all but user names unseen, and hands it on
// by the shell's own printf: none is in the history or in a process list. In its
// braces it is one command to the shell, and no line of it is taken for a value.
func (v Values) making(all []Secret) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{
make_secret() {
  local name=$1 data= key value
  shift
  if kubectl get secret "$name" --namespace %[1]s --ignore-not-found --output name | grep -q .; then
    printf '%%s: %%s\n' "$name" %[3]s >&2
    return
  fi
  for key; do
    printf '%%s, %%s: ' "$name" "$key" >&2
    if [ "$key" = username ]; then IFS= read -r value; else IFS= read -rs value && echo >&2; fi || return
    data="$data  $key: $(printf %%s "$value" | base64 | tr -d '\n')
"
  done
  printf 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: %%s\n  namespace: %[1]s\n  labels:\n    weblogic.domainUID: %[2]s\ndata:\n%%s' "$name" "$data" | kubectl create --filename -
}
`, v.InNamespace(), v.uid(), bashPrompt(words.L("is there already and stays as it is")))
	for _, secret := range all {
		if keys := secret.known(); len(keys) > 0 {
			fmt.Fprintf(&b, "make_secret %s %s\n", secret.Name, strings.Join(keys, " "))
		}
	}
	return b.String() + "}"
}
