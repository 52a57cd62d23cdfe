package session

import (
	"encoding/json"
	"fmt"
	"strings"

	"auximage/imaging"
)

// named returns the image at hand as a cluster should name it, with its digest
// when it stands in the registry, so that no node keeps another one; and where
// things are in it.
func (st *state) named() (reference string, homes imaging.Homes) {
	f := st.form
	homes = imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Resolved()
	switch {
	case f.UseExisting && st.existing != nil:
		return st.existing.Reference, st.existing.Homes
	case !f.UseExisting && st.made != nil && st.made.Summary.Pushed:
		return st.made.Summary.Reference + "@" + st.made.Summary.Digest, homes
	}
	return f.Tag, homes
}

// DomainYAML returns the auxiliaryImages part of a Domain for the image at hand,
// with the secrets and variables that its models ask for.
func (s *Session) DomainYAML() string {
	s.mu.Lock()
	reference, homes := s.state.named()
	form, need := s.state.form, s.state.inspected
	s.mu.Unlock()
	wdt := homes.WDT + "/weblogic-deploy"
	if form.UseExisting {
		need = Inspection{} // of files that are not in it
	} else if form.WDT == WDTNone {
		wdt = "None"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `apiVersion: weblogic.oracle/v9
kind: Domain
spec:
  domainHomeSourceType: FromModel
  image: %s
  configuration:
    model:
      auxiliaryImages:
      - image: %s
        sourceWDTInstallHome: %s
        sourceModelHome: %s
`, quoted(form.PrimaryTag), quoted(reference), wdt, homes.Model)
	if len(need.Secrets) > 0 {
		b.WriteString("    secrets:\n")
		for _, name := range need.Secrets {
			fmt.Fprintf(&b, "    - %s\n", quoted(name))
		}
	}
	b.WriteString("  imagePullSecrets:\n  - name: " + pullSecret + "\n")
	if len(need.Environment) > 0 {
		b.WriteString("  serverPod:\n    env:\n")
		for _, name := range need.Environment {
			fmt.Fprintf(&b, "    - name: %s\n      value: \"\"\n", quoted(name))
		}
	}
	return b.String()
}

// pullSecret is the name of the secret that the texts make and use.
const pullSecret = "auximage-pull"

// PullSecretCommand returns a kubectl command that makes the pull secret; it
// reads the token from standard input and does not hold it. The token goes
// through the shell's own printf and so stands in no process list.
func (s *Session) PullSecretCommand() string {
	f := s.Snapshot().Form
	host := registryOf(f.Target.Host)
	if host == "index.docker.io" {
		host = "https://index.docker.io/v1/" // the name that kubelets look for
	}
	return fmt.Sprintf(`{ IFS= read -rs token && printf '{"auths":{"%%s":{"auth":"%%s"}}}' %s "$(printf '%%s:%%s' %s "$token" | base64 | tr -d '\n')"; unset token; } | kubectl create secret generic %s --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=/dev/stdin`,
		shellQuoted(host), shellQuoted(f.User), pullSecret)
}

// UpdateCommand returns the kubectl patch that sets the pushed image in a
// running Domain.
func (s *Session) UpdateCommand() string {
	s.mu.Lock()
	reference, _ := s.state.named()
	s.mu.Unlock()
	patch := fmt.Sprintf(`[{"op":"replace","path":"/spec/configuration/model/auxiliaryImages/0/image","value":%s}]`, quoted(reference))
	return "kubectl patch domain DOMAIN --namespace NAMESPACE --type=json --patch " + shellQuoted(patch)
}

// quoted returns a text as JSON has it, which is YAML too.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string
	}
	return string(data)
}

// shellQuoted returns a text as one word of a POSIX shell.
func shellQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
