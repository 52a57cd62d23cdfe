// Package deploy makes the texts that a cluster needs of an auxiliary image:
// values in, text out. It reads no file and asks nobody.
//
//	values      what the texts are filled with
//	domain      a whole minimal Domain, the list of images in it
//	secrets     what must be there before the Domain, and the commands that make it
//	moved       a secret that is taken out of a model
//	pullsecret  the secrets that images are pulled with
//	pullname    what they are called
//	notes       what a person has to know beside a text
//	name        names that Kubernetes takes
//	update      the new image into a Domain that is there
//	file        a Domain as a person keeps it: read
//	rewrite     and with another image in it
//	quote       words of shells, scalars of YAML
package deploy

import (
	"cmp"
	"slices"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
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

	Secrets     []Secret // that the models read, as they name them
	Environment []string // variables that the models read
	Encrypted   bool     // the models have {AES} values
	FileSize    int      // what WDT must be told to take of a model file, in characters; 0 where its own limit serves

	DomainType DomainType // empty is what the models say
	RCU        bool       // the models say where the schemas of the repository creation utility are
	RunRCU     bool       // and with which administrator they are made

	Accounts []Account // who pulls, where that is known

	Domain *Domain // the person's own, whose names count; nil for none
}

// Homes are the folders in the image that the operator copies; empty is nothing
// of that kind in the image.
type Homes struct {
	WDT   string // the folder that is weblogic-deploy
	Model string
}

// With returns the homes of an image that holds WDT and models, or not.
func (h Homes) With(wdt, models bool) Homes {
	if !wdt {
		h.WDT = ""
	}
	if !models {
		h.Model = ""
	}
	return h
}

// Secret is a secret of the cluster and the keys that are read of it. A name or
// key may hold tokens of the models, @@ENV:NAME@@.
type Secret struct {
	Name string
	Keys []string
}

// DomainType is what the operator creates of the models.
type DomainType string

// The domain types of weblogic.oracle/v9.
const (
	WLS           DomainType = "WLS"
	JRF           DomainType = "JRF"
	RestrictedJRF DomainType = "RestrictedJRF"
)

// Account is who pulls from a registry.
type Account struct{ Host, User string }

// Name returns the name of the Domain that the texts are about.
func (v Values) Name() string {
	if v.Domain != nil {
		return named(v.Domain.Name, v.uid(), CheckUID)
	}
	return v.uid()
}

// InNamespace returns the namespace of the Domain that the texts are about.
func (v Values) InNamespace() string {
	if v.Domain != nil && v.Domain.Namespace != "" {
		return named(v.Domain.Namespace, DefaultNamespace, CheckNamespace)
	}
	return named(v.Namespace, DefaultNamespace, CheckNamespace)
}

func (v Values) uid() string {
	if v.Domain != nil {
		return named(v.Domain.UID, DefaultUID, CheckUID)
	}
	return named(v.UID, DefaultUID, CheckUID)
}

// named returns a name, or another where there is none or Kubernetes would refuse
// it: such a one could be anything to a shell.
func named(name, other string, check func(string) []report.Finding) string {
	if name == "" || len(check(name)) > 0 {
		return other
	}
	return name
}

// onPV tells whether the domain lives on a persistent volume.
func (v Values) onPV() bool {
	if v.Domain != nil {
		return v.Domain.OnPV
	}
	return v.OnPV
}

// domainType returns the one that was given, or what follows from the models: RCU
// information has a meaning in a JRF domain alone.
func (v Values) domainType() DomainType {
	var said DomainType
	if v.Domain != nil {
		said = v.Domain.Type
	}
	if said = cmp.Or(said, v.DomainType); said == "" && v.RCU {
		return JRF
	}
	return cmp.Or(said, WLS)
}

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
