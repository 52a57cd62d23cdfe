package session

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// PullSecretCommand returns a kubectl command that makes the pull secret; it
// reads the token from standard input, a file's where that is redirected, and
// does not hold it. The token goes through the shell's own printf and so stands
// in no process list.
func (s *Session) PullSecretCommand() string {
	f := s.Snapshot().Form
	return fmt.Sprintf(`{ IFS= read -rs token && printf '{"auths":{"%%s":{"auth":"%%s"}}}' %s "$(printf '%%s:%%s' %s "$token" | base64 | tr -d '\n')"; unset token; } | kubectl create secret generic %s --namespace %s --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin`,
		shellQuoted(kubeletHost(f.Target.Host)), shellQuoted(f.User), pullSecret(f.Target.Host), domainNamespace)
}

// PullSecretManifest returns the pull secret as a manifest that has TOKEN in the
// token's place.
func (s *Session) PullSecretManifest() string { return manifest(s.Snapshot().Form, "TOKEN", readable) }

// manifest returns the pull secret with its content written in one of two ways.
func manifest(f Form, token string, write func(config string) string) string {
	config := map[string]any{"auths": map[string]any{kubeletHost(f.Target.Host): map[string]string{"username": f.User, "password": token}}}
	data, err := json.Marshal(config)
	if err != nil {
		panic(err) // maps of strings
	}
	return fmt.Sprintf("apiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\ntype: kubernetes.io/dockerconfigjson\n",
		pullSecret(f.Target.Host), domainNamespace) + write(string(data))
}

// readable returns a secret's content to be read and filled in.
func readable(config string) string {
	return "stringData:\n  .dockerconfigjson: '" + strings.ReplaceAll(config, "'", "''") + "'\n"
}

// encoded returns a secret's content as Kubernetes gives it back.
func encoded(config string) string {
	return "data:\n  .dockerconfigjson: " + base64.StdEncoding.EncodeToString([]byte(config)) + "\n"
}

// SavePullSecret writes the pull secret with the token of the account in the
// form into a file that nobody else may read.
func (s *Session) SavePullSecret(path string) (err error) {
	s.mu.Lock()
	f, token := s.state.form, s.state.token.value
	s.mu.Unlock()
	if token == "" {
		return fault(CodeNoToken, report.Args{"User": f.User, "Host": f.Target.Host})
	}
	out, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(out.Name())
		}
	}()
	_, err = out.WriteString(manifest(f, token, encoded))
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), path)
}
