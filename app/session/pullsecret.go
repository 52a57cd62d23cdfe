package session

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"auximage/imaging/report"
)

// pullSecret returns the name of the secret for a registry that the texts make
// and use.
func pullSecret(host string) string {
	if registryOf(host) == dockerHub {
		host = "docker.io"
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(host))
	return strings.Trim(name, "-") + "-pull"
}

// dockerHub is go-containerregistry's name for it.
const dockerHub = "index.docker.io"

// kubeletHost returns the name under which kubelets look for a registry.
func kubeletHost(host string) string {
	if host = registryOf(host); host == dockerHub {
		return "https://index.docker.io/v1/"
	}
	return host
}

// login is what a pull secret is made of.
type login struct{ host, user, token string }

// logins returns one for each registry that the cluster pulls from, with what
// is known of its account: the form's, or the one that was used there before.
func (s *Session) logins() []login {
	hosts := s.domain().hosts()
	s.mu.Lock()
	defer s.mu.Unlock()
	st := &s.state
	var all []login
	for _, host := range hosts {
		l := login{host, "USER", ""}
		accounts := append([]Account{st.form.account(), st.form.baseAccount()}, st.accounts...)
		at := slices.IndexFunc(accounts, func(a Account) bool { return a.User != "" && registryOf(a.Host) == registryOf(host) })
		if at >= 0 {
			l.user, l.token = accounts[at].User, st.tokens[accounts[at]].value
		}
		if at == 0 && st.token.value != "" {
			l.token = st.token.value
		}
		all = append(all, l)
	}
	return all
}

// PullSecretCommand returns a kubectl command that makes the pull secret of each
// registry; it reads the tokens from standard input, a file's where that is
// redirected, and does not hold them. A token goes through the shell's own
// printf and so stands in no process list. The commands are one to the shell:
// pasted together, none is taken for the token of the one before.
func (s *Session) PullSecretCommand() string {
	var commands []string
	for _, l := range s.logins() {
		commands = append(commands, fmt.Sprintf(`{ printf '%%s, %%s: ' %s %s >&2; IFS= read -rs token && printf '{"auths":{"%%s":{"auth":"%%s"}}}' %[2]s "$(printf '%%s:%%s' %[1]s "$token" | base64 | tr -d '\n')"; unset token; } | kubectl create secret generic %[3]s --namespace %[4]s --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin`,
			shellQuoted(l.user), shellQuoted(kubeletHost(l.host)), pullSecret(l.host), domainNamespace))
	}
	return strings.Join(commands, " &&\n")
}

// PullSecretManifest returns the pull secret of each registry as a manifest that
// has TOKEN in the token's place, and USER where the account is not known.
func (s *Session) PullSecretManifest() string {
	var all []string
	for _, l := range s.logins() {
		l.token = "TOKEN"
		all = append(all, l.manifest(readable))
	}
	return strings.Join(all, "---\n")
}

// PullSecretLacks returns what the pull secret of the form's account lacks, nil
// when it can be saved. A token that is being looked up is waited for.
func (s *Session) PullSecretLacks() error {
	s.secrets.wait()
	return s.lacking(s.logins())
}

// lacking returns what the first of the logins lacks, the one of the form's account.
func (s *Session) lacking(logins []login) error {
	if len(logins) > 0 && logins[0].token != "" {
		return nil
	}
	f := s.Snapshot().Form
	if !f.byAccount() || f.User == "" {
		return fault(CodeNoUser, nil)
	}
	return fault(CodeNoToken, report.Args{"User": f.User, "Host": f.Target.Host})
}

// SavePullSecret writes the pull secrets whose tokens are known into a file that
// nobody else may read. The one of the form's account must be.
func (s *Session) SavePullSecret(path string) error {
	logins := s.logins()
	if why := s.lacking(logins); why != nil {
		return why
	}
	var all []string
	for _, l := range logins {
		if l.token != "" {
			all = append(all, l.manifest(encoded))
		}
	}
	return s.SaveText(path, strings.Join(all, "---\n"))
}

// manifest returns the pull secret with its content written in one of two ways.
func (l login) manifest(write func(config string) string) string {
	config := map[string]any{"auths": map[string]any{kubeletHost(l.host): map[string]string{"username": l.user, "password": l.token}}}
	data, err := json.Marshal(config)
	if err != nil {
		panic(err) // maps of strings
	}
	return fmt.Sprintf("apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\ntype: kubernetes.io/dockerconfigjson\n",
		pullSecret(l.host), domainNamespace) + write(string(data))
}

// readable returns a secret's content to be read and filled in.
func readable(config string) string {
	return "stringData:\n  .dockerconfigjson: '" + strings.ReplaceAll(config, "'", "''") + "'\n"
}

// encoded returns a secret's content as Kubernetes gives it back.
func encoded(config string) string {
	return "data:\n  .dockerconfigjson: " + base64.StdEncoding.EncodeToString([]byte(config)) + "\n"
}
