package registry

import (
	"cmp"
	"net/url"
	"strings"
)

// defaultPorts are the ports of addresses that name none (RFC 9110, 4.2).
var defaultPorts = map[string]string{"http": "80", "https": "443"}

// canonicalHost returns the name and the port of an address in their canonical
// form (RFC 3986, 6.2.2 and 6.2.3): in lower case, without the dot that may end
// a name, with the port of the scheme where none is named.
func canonicalHost(u *url.URL, scheme string) (name, port string) {
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), "."), cmp.Or(u.Port(), defaultPorts[scheme])
}

// sameOrigin tells whether two addresses have the same scheme, host and port,
// however they are spelled: who may see a credential at the one may see it at
// the other.
func sameOrigin(a, b *url.URL) bool {
	name, port := canonicalHost(a, a.Scheme)
	otherName, otherPort := canonicalHost(b, b.Scheme)
	return strings.EqualFold(a.Scheme, b.Scheme) && name == otherName && port == otherPort
}

// moved returns an address at the origin where it names the origin's host and
// port, whatever its scheme: a registry behind something that ends TLS may say
// http of itself, without a port or with http's. Other addresses are returned
// as they are.
func moved(u, origin *url.URL) *url.URL {
	name, port := canonicalHost(u, origin.Scheme)
	ownName, ownPort := canonicalHost(origin, origin.Scheme)
	if port == defaultPorts[u.Scheme] {
		port = defaultPorts[origin.Scheme]
	}
	if name != ownName || port != ownPort {
		return u
	}
	own := *u
	own.Scheme, own.Host = origin.Scheme, origin.Host
	return &own
}
