package words

import (
	"slices"
	"strings"

	"auximage/imaging/ocir"
)

// known are the hosts that the product, a reference without a host or a server's
// answer leads to, with those below them.
var known = []string{
	"github.com", "githubusercontent.com", "docker.io", "docker.com", "container-registry.oracle.com", "ghcr.io", "quay.io",
}

// isKnown tells whether a host is known to exist: where its name cannot be
// looked up, its spelling is not what a person should look at.
func isKnown(host string) bool {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	if _, region := ocir.RegionOf(host); region {
		return true
	}
	return slices.ContainsFunc(known, func(name string) bool { return host == name || strings.HasSuffix(host, "."+name) })
}
