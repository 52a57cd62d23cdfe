package deploy

import (
	"regexp"
	"slices"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// longestMounted is how long the name of a secret may be that the operator mounts:
// it makes a label of it.
const longestMounted = 63

// secretKey is what Kubernetes takes for a key of a secret.
var secretKey = regexp.MustCompile(`^[-._a-zA-Z0-9]{1,253}$`)

// OfDomain returns the name of a secret that belongs to the Domain, as a model
// names it: the models may be those of another Domain too.
func OfDomain(name string) string {
	if name == model.CredentialsSecret {
		return name
	}
	return "@@ENV:DOMAIN_UID@@-" + name
}

// InCluster returns the name that a secret of a model has in the cluster.
func (v Values) InCluster(name string) string {
	if name == model.CredentialsSecret {
		return v.names().credentialsSecret()
	}
	in, _ := v.resolved(name)
	return in
}

// CheckSecret returns what is wrong with the name of a secret, as a model names it.
func (v Values) CheckSecret(name string) []report.Finding {
	in, open := v.resolved(name)
	switch {
	case name == model.CredentialsSecret, open:
		return nil
	case len(in) > longestMounted || !secretName.MatchString(in):
		return []report.Finding{{Code: CodeBadSecret, Severity: report.Error, Args: report.Args{"Name": in}}}
	}
	return nil
}

// CheckKey returns what is wrong with a key of a secret.
func CheckKey(key string) []report.Finding {
	if !secretKey.MatchString(key) {
		return []report.Finding{{Code: CodeBadKey, Severity: report.Error, Args: report.Args{"Name": key}}}
	}
	return nil
}

// SecretCommand returns a command for bash that makes a secret which a model reads
// a key of, as SecretCommands does, with the other keys that are read of it. Empty
// where its name depends on variables that nobody set, or Kubernetes has none of
// that name.
func (v Values) SecretCommand(name, key string) string {
	in, open := v.resolved(name)
	if open || len(v.CheckSecret(name)) > 0 || len(CheckKey(key)) > 0 {
		return ""
	}
	secret := Secret{in, []string{key}}
	if name == model.CredentialsSecret {
		secret = Secret{v.names().credentialsSecret(), []string{"username", "password"}}
	}
	if at := slices.IndexFunc(v.ModelSecrets(), func(s Secret) bool { return s.Name == secret.Name }); at >= 0 {
		secret = merged([]Secret{v.ModelSecrets()[at], secret})[0]
	}
	return v.making([]Secret{secret})
}
