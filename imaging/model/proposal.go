package model

import (
	"regexp"
	"strings"
)

// Proposal returns a name and a key for the Kubernetes secret that a secret may be
// moved to, by its place: jdbc-ds1 and password for the password of the data source
// ds1. The administrator's is the one that the operator reads of every Domain.
func (c *ClearSecret) Proposal() (name, key string) {
	if KindOf(c.File) == Variables {
		return proposalOf(c.path[0])
	}
	path := c.path
	if path[len(path)-1] == "Value" && len(path) > 1 {
		path = path[:len(path)-1]
	}
	key = keyName(path[len(path)-1])
	switch above := path[:len(path)-1]; {
	case len(above) == 1 && above[0] == "domainInfo" && key == "adminpassword":
		return CredentialsSecret, "password"
	case len(above) > 1:
		folders := above[1:min(len(above), 3)]
		name = objectName(strings.Replace(folders[0], "JDBCSystemResource", "jdbc", 1) + "-" + strings.Join(folders[1:], "-"))
	}
	return orModel(name), key
}

// proposalOf returns them of a variable's name: what comes before its last word
// names the secret.
func proposalOf(variable string) (name, key string) {
	if at := strings.LastIndexAny(variable, "._-"); at >= 0 {
		return orModel(objectName(variable[:at])), keyName(variable[at+1:])
	}
	return orModel(""), keyName(variable)
}

func orModel(name string) string {
	if name == "" {
		return "model"
	}
	return name
}

var (
	noName = regexp.MustCompile(`[^a-z0-9]+`)
	noKey  = regexp.MustCompile(`[^-._a-z0-9]+`)
)

// objectName returns a text as Kubernetes names objects (RFC 1123).
func objectName(text string) string {
	return strings.Trim(noName.ReplaceAllString(strings.ToLower(text), "-"), "-")
}

// keyName returns a text as a key of a secret; of an encrypted attribute, the name
// of what it holds.
func keyName(text string) string {
	key := strings.Trim(noKey.ReplaceAllString(strings.ToLower(text), "-"), "-_.")
	if key = strings.TrimSuffix(strings.TrimSuffix(key, "encrypted"), "_"); key == "" {
		return "password"
	}
	return key
}
