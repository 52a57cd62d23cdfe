// Package deploy makes the texts that a cluster needs of an auxiliary image:
// values in, text out. It reads no file and asks nobody.
//
//	values      what the texts are filled with
//	domain      a whole minimal Domain, the list of images in it
//	pullsecret  the secrets that images are pulled with
//	update      the new image into a Domain that is there
//	quote       words of shells, scalars of YAML
package deploy

import (
	"cmp"
	"slices"

	"auximage/imaging/ocir"
)

// The names that stand for a Domain where a person gave none.
const (
	DefaultUID       = "domain1"
	DefaultNamespace = "domain1-ns"
)

// Values are what the texts are filled with. A text of zero values can be made;
// it has the default names and no image.
type Values struct {
	UID       string // of the Domain, and its resource's name; empty is DefaultUID
	Namespace string // empty is DefaultNamespace
	OnPV      bool   // the domain lives on a persistent volume, the image is a domain creation image

	Image   string // reference of the auxiliary image, with its digest where that is known
	Primary string // reference of the primary image
	Homes   Homes

	Secrets     []string // that the models read, as they name them
	Environment []string // variables that the models read
	Encrypted   bool     // the models have {AES} values

	Accounts []Account // who pulls, where that is known
}

// Homes are the folders in the image that the operator copies; empty is nothing
// of that kind in the image.
type Homes struct {
	WDT   string // the folder that is weblogic-deploy
	Model string
}

// Account is who pulls from a registry.
type Account struct{ Host, User string }

func (v Values) uid() string       { return cmp.Or(v.UID, DefaultUID) }
func (v Values) namespace() string { return cmp.Or(v.Namespace, DefaultNamespace) }

// Hosts returns the registries that the cluster pulls from, the auxiliary
// image's first.
func (v Values) Hosts() []string {
	var hosts []string
	for _, reference := range []string{v.Image, v.Primary} {
		host := ocir.Split(reference).Host
		if reference != "" && !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// user returns who pulls from a registry, empty where nobody is known.
func (v Values) user(host string) string {
	at := slices.IndexFunc(v.Accounts, func(a Account) bool { return a.Host == host })
	if at < 0 {
		return ""
	}
	return v.Accounts[at].User
}
