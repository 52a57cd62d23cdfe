package ocir

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// The grammar is that of the OCI distribution specification for names, tags and
// digests, and of DNS for hosts. It is stricter than go-containerregistry's, which
// lets "../x" and "a//b" through.
var (
	component = regexp.MustCompile(`^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$`)
	tag       = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9._-]*$`)
	digest    = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	label     = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)
)

// MaxName is how many characters registries store host and name together in.
const MaxName = 255

// Limits in characters.
const (
	maxTag  = 128
	maxHost = 253
	maxPort = 65535
)

// IsRepository tells whether a path, slashes and all, can name a repository.
func IsRepository(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if !component.MatchString(element) {
			return false
		}
	}
	return true
}

// IsTag tells whether a text can be a tag.
func IsTag(text string) bool { return len(text) <= maxTag && tag.MatchString(text) }

// IsDigest tells whether a text is a digest, which registries make with SHA-256.
func IsDigest(text string) bool { return digest.MatchString(text) }

// IsAddress tells whether a host is a name or an IP address, with a port or without.
func IsAddress(host string) bool {
	name, port, hasPort := cutPort(host)
	return (!hasPort || isPort(port)) && isHostName(strings.ToLower(name))
}

// CutHost takes the host off a reference: its first element, where that could be
// nothing else. Docker Hub's need none, the host is empty then.
func CutHost(reference string) (host, path string) {
	first, rest, slash := strings.Cut(reference, "/")
	if !slash || !looksLikeHost(first) {
		return "", reference
	}
	return first, rest
}

// cutPort takes ":port" off a host; an IPv6 address has its colons in brackets.
func cutPort(host string) (name, port string, has bool) {
	colon := strings.LastIndexByte(host, ':')
	if colon < 0 || strings.Contains(host[colon:], "]") {
		return host, "", false
	}
	return host[:colon], host[colon+1:], true
}

func isPort(port string) bool {
	n, err := strconv.Atoi(port)
	return err == nil && n > 0 && n <= maxPort && port[0] != '+'
}

func isHostName(host string) bool {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		address, err := netip.ParseAddr(inner)
		return ok && err == nil && address.Is6() && address.Zone() == ""
	}
	for l := range strings.SplitSeq(host, ".") {
		if !label.MatchString(l) {
			return false
		}
	}
	return len(host) <= maxHost
}
