package deploy

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"auximage/imaging/ocir"
)

// pullTexts writes the secrets that images are pulled with.
type pullTexts struct{ values Values }

// pullSecret returns the name of the secret for a registry that the texts make
// and use: the only one of the person's Domain where there is one registry only,
// else one that is made of the registry's name.
func (p pullTexts) pullSecret(host string) string {
	if d := p.values.Domain; d != nil && len(d.PullSecrets) == 1 && len(p.values.Hosts()) == 1 && secretName.MatchString(d.PullSecrets[0]) {
		return d.PullSecrets[0]
	}
	if ocir.Address(host) == ocir.HubAddress {
		host = ocir.DockerHub
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(host))
	return strings.Trim(name, "-") + "-pull"
}

// kubeletHost returns the name under which kubelets look for a registry.
func kubeletHost(host string) string {
	if host = ocir.Address(host); host == ocir.HubAddress {
		return "https://" + host + "/v1/"
	}
	return host
}

// unknownUser stands for an account that is not known, in a text that asks nobody.
const unknownUser = "USER"

// PullSecretCommand returns a kubectl command that makes the pull secret of each
// registry; it reads the tokens from standard input, a file's where that is
// redirected, and does not hold them; a user who is not known is read before the
// token. A token goes through the shell's own printf and so stands in no process
// list. The commands are one to the shell: pasted together, none is taken for the
// token of the one before.
func (v Values) PullSecretCommand() string {
	var commands []string
	for _, host := range v.Hosts() {
		registry := BashWord(kubeletHost(host))
		ask, user := pullTexts{v}.asking(host)
		commands = append(commands, fmt.Sprintf(`{ %s && printf '{"auths":{"%%s":{"auth":"%%s"}}}' %s "$(printf '%%s:%%s' %s "$token" | base64 | tr -d '\n')"; unset token; } | kubectl create secret generic %s --namespace %s --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin`,
			ask, registry, user, pullTexts{v}.pullSecret(host), v.InNamespace()))
	}
	return strings.Join(commands, " &&\n")
}

// DockerRegistryCommand returns the command that kubectl's own documentation has
// for a pull secret, for each registry. Other programs of this computer see the
// token while kubectl runs.
func (v Values) DockerRegistryCommand() string {
	var commands []string
	for _, host := range v.Hosts() {
		ask, user := pullTexts{v}.asking(host)
		commands = append(commands, fmt.Sprintf(`{ %s && kubectl create secret docker-registry %s --namespace %s --docker-server=%s --docker-username=%s --docker-password="$token"; unset token; }`,
			ask, pullTexts{v}.pullSecret(host), v.InNamespace(), BashWord(kubeletHost(host)), user))
	}
	return strings.Join(commands, " &&\n")
}

// asking returns what reads the token for a registry, and the user as a word of
// the shell: the one who is known, or whoever was typed.
func (p pullTexts) asking(host string) (ask, user string) {
	registry := BashWord(kubeletHost(host))
	read := func(user string) string {
		return fmt.Sprintf(`printf '%%s, %%s: ' %s %s >&2; IFS= read -rs token`, user, registry)
	}
	if known := p.values.user(host); known != "" {
		return read(BashWord(known)), BashWord(known)
	}
	user = `"$user"`
	return fmt.Sprintf(`printf '%%s, user: ' %s >&2; IFS= read -r user && `, registry) + read(user), user
}

// PullSecretManifest returns the pull secret of each registry as a manifest that
// has TOKEN in the token's place, and USER where the account is not known.
func (v Values) PullSecretManifest() string {
	var all []string
	for _, host := range v.Hosts() {
		all = append(all, pullTexts{v}.manifest(host, "TOKEN", readable))
	}
	return strings.Join(all, "---\n")
}

// PullSecrets returns the pull secrets as manifests that hold the tokens, by host;
// a registry without one has no secret in it. The text is itself a secret.
func (v Values) PullSecrets(tokens map[string]string) string {
	var all []string
	for _, host := range v.Hosts() {
		if token := tokens[host]; token != "" {
			all = append(all, pullTexts{v}.manifest(host, token, encoded))
		}
	}
	return strings.Join(all, "---\n")
}

// manifest returns a pull secret with its content written in one of two ways.
func (p pullTexts) manifest(host, token string, write func(config string) string) string {
	user := cmp.Or(p.values.user(host), unknownUser)
	config := map[string]any{"auths": map[string]any{kubeletHost(host): map[string]string{"username": user, "password": token}}}
	data, err := json.Marshal(config)
	if err != nil {
		panic(err) // maps of strings
	}
	return fmt.Sprintf("apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\ntype: kubernetes.io/dockerconfigjson\n",
		p.pullSecret(host), p.values.InNamespace()) + write(string(data))
}

// readable returns a secret's content to be read and filled in.
func readable(config string) string {
	return "stringData:\n  .dockerconfigjson: '" + strings.ReplaceAll(config, "'", "''") + "'\n"
}

// encoded returns a secret's content as Kubernetes gives it back.
func encoded(config string) string {
	return "data:\n  .dockerconfigjson: " + base64.StdEncoding.EncodeToString([]byte(config)) + "\n"
}
