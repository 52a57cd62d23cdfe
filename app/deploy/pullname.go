package deploy

import (
	"slices"
	"strings"

	"auximage/imaging/ocir"
)

// pullSecret is a secret that images are pulled with: its name and the registries
// whose accounts it holds.
type pullSecret struct {
	name  string
	hosts []string
}

// secrets returns the secrets that images are pulled with. A kubelet looks for an
// image's registry in every secret that the pod names, so one may hold several: the
// only secret of the person's Domain holds all registries, of more each registry has
// the one whose name is most like its own, else the next. Without a Domain that names
// secrets each registry has one with a name made of its own.
func (p pullTexts) secrets() []pullSecret {
	hosts, names := p.values.Hosts(), p.named()
	switch len(names) {
	case 0:
		var all []pullSecret
		for _, host := range hosts {
			all = append(all, pullSecret{madeName(host), []string{host}})
		}
		return all
	case 1:
		if len(hosts) == 0 {
			return nil
		}
		return []pullSecret{{names[0], hosts}}
	}
	return paired(hosts, names)
}

// PullSecretNames returns the names of the secrets that images are pulled with.
func (v Values) PullSecretNames() (names []string) {
	for _, secret := range (pullTexts{v}).secrets() {
		names = append(names, secret.name)
	}
	return names
}

// named returns the pull secrets that the person's Domain names, each once.
func (p pullTexts) named() (names []string) {
	if p.values.Domain == nil {
		return nil
	}
	for _, name := range p.values.Domain.PullSecrets {
		if secretName.MatchString(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// paired gives each registry a name of its own, of which there are as many at least:
// those that are most alike first.
func paired(hosts, names []string) []pullSecret {
	all := make([]pullSecret, len(hosts))
	left := slices.Clone(names)
	for range hosts {
		host, name, most := -1, -1, -1
		for h := range hosts {
			for n := range left {
				if like := likeness(hosts[h], left[n]); all[h].name == "" && like > most {
					host, name, most = h, n, like
				}
			}
		}
		all[host] = pullSecret{left[name], []string{hosts[host]}}
		left = slices.Delete(left, name, name+1)
	}
	return all
}

// likeness returns how many words of a registry's name the name of a secret has.
func likeness(host, name string) (like int) {
	words := strings.FieldsFunc(ocir.Address(host), func(r rune) bool { return strings.ContainsRune(".-:", r) })
	for _, word := range words {
		if len(word) > 2 && strings.Contains(name, word) { // "io" is in many a word
			like++
		}
	}
	return like
}

// madeName returns the name of the secret for a registry that no Domain names.
func madeName(host string) string {
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
