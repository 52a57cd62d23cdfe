package deploy

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"auximage/app/words"
	"auximage/imaging/ocir"
)

// pullTexts writes the secrets that images are pulled with.
type pullTexts struct{ values Values }

// kubeletHost returns the name under which kubelets look for a registry.
func kubeletHost(host string) string {
	if host = ocir.Address(host); host == ocir.HubAddress {
		return "https://" + host + "/v1/"
	}
	return host
}

// unknownUser stands for an account that is not known, in a text that asks nobody.
const unknownUser = "USER"

// applied has a secret that kubectl would create take the place of the one of that name,
// where there is one: who has a new token runs the same command again. kubectl's own
// create refuses it ("already exists").
const applied = "--dry-run=client --output yaml | kubectl apply --filename -"

// PullSecretCommand returns a kubectl command that makes each pull secret, or gives one
// that is there its new content; it reads
// the tokens from standard input, a file's where that is redirected, and does not
// hold them; a user who is not known is read before the token. A token goes through
// the shell's own printf and so stands in no process list. The commands are one to the
// shell: pasted together, none is taken for the token of the one before.
func (v Values) PullSecretCommand() string {
	var commands []string
	for _, secret := range (pullTexts{v}).secrets() {
		commands = append(commands, fmt.Sprintf(`{
  %s &&
  printf '}}'
  unset token
} | kubectl create secret generic %s \
  --namespace %s \
  --type=kubernetes.io/dockerconfigjson \
  --from-file=.dockerconfigjson=/dev/stdin \
  %s`,
			pullTexts{v}.reading(secret.hosts), secret.name, v.InNamespace(), applied))
	}
	return strings.Join(commands, " &&\n")
}

// reading returns what reads the account of each registry and writes the beginning of
// a secret's content, up to the last of them.
func (p pullTexts) reading(hosts []string) string {
	var all []string
	before := `{"auths":{`
	for _, host := range hosts {
		ask, user := p.asking(host)
		all = append(all, fmt.Sprintf(`%s &&
  printf '%s"%%s":{"auth":"%%s"}' %s \
    "$(printf '%%s:%%s' %s "$token" |
      base64 | tr -d '\n')"`,
			ask, before, BashWord(kubeletHost(host)), user))
		before = ","
	}
	return strings.Join(all, " &&\n  ")
}

// DockerRegistryCommand returns the command that kubectl's own documentation has
// for a pull secret, for each registry. Other programs of this computer see the
// token while kubectl runs. Empty where one secret is to hold several registries,
// which that command cannot make.
func (v Values) DockerRegistryCommand() string {
	var commands []string
	for _, secret := range (pullTexts{v}).secrets() {
		if len(secret.hosts) > 1 {
			return ""
		}
		host := secret.hosts[0]
		ask, user := pullTexts{v}.asking(host)
		commands = append(commands, fmt.Sprintf(`{
  %s &&
  kubectl create secret docker-registry %s \
    --namespace %s \
    --docker-server=%s \
    --docker-username=%s \
    --docker-password="$token" \
    %s
  unset token
}`, ask, secret.name, v.InNamespace(), BashWord(kubeletHost(host)), user, applied))
	}
	return strings.Join(commands, " &&\n")
}

// asking returns what reads the token for a registry, and the user as a word of
// the shell: the one who is known, or whoever was typed. It asks for a user in the
// person's language.
func (p pullTexts) asking(host string) (ask, user string) {
	registry := BashWord(kubeletHost(host))
	read := func(user string) string {
		return fmt.Sprintf("printf '%%s, %%s: ' %s %s >&2\n  IFS= read -rs token", user, registry)
	}
	if known := p.values.user(host); known != "" {
		return read(BashWord(known)), BashWord(known)
	}
	user = `"$user"`
	prompt := words.L("{{.Host}}, user:", map[string]any{"Host": kubeletHost(host)})
	return fmt.Sprintf("printf %%s %s >&2\n  IFS= read -r user &&\n  ", bashPrompt(prompt+" ")) + read(user), user
}

// unknownToken stands for a token that is not known.
const unknownToken = "TOKEN"

// PullSecretManifest returns the pull secrets as manifests that have TOKEN in the
// token's place, and USER where the account is not known.
func (v Values) PullSecretManifest() string { return v.PullSecrets(nil) }

// PullSecrets returns the pull secrets as manifests that hold the tokens, by host; a
// registry without one has TOKEN in its place. The text is itself a secret.
func (v Values) PullSecrets(tokens map[string]string) string {
	var all []string
	for _, secret := range (pullTexts{v}).secrets() {
		all = append(all, pullTexts{v}.manifest(secret, tokens))
	}
	return strings.Join(all, "---\n")
}

// manifest returns a pull secret: to be read and filled in as long as it lacks a token,
// else as Kubernetes gives it back.
func (p pullTexts) manifest(secret pullSecret, tokens map[string]string) string {
	auths, write := map[string]any{}, encoded
	for _, host := range secret.hosts {
		if tokens[host] == "" {
			write = readable
		}
		auths[kubeletHost(host)] = map[string]string{
			"username": cmp.Or(p.values.user(host), unknownUser), "password": cmp.Or(tokens[host], unknownToken)}
	}
	data, err := json.Marshal(map[string]any{"auths": auths})
	if err != nil {
		panic(err) // maps of strings
	}
	return fmt.Sprintf("apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\ntype: kubernetes.io/dockerconfigjson\n",
		secret.name, p.values.InNamespace()) + write(string(data))
}

// readable returns a secret's content to be read and filled in.
func readable(config string) string {
	return "stringData:\n  .dockerconfigjson: '" + strings.ReplaceAll(config, "'", "''") + "'\n"
}

// encoded returns a secret's content as Kubernetes gives it back.
func encoded(config string) string {
	return "data:\n  .dockerconfigjson: " + base64.StdEncoding.EncodeToString([]byte(config)) + "\n"
}
