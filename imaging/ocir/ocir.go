// Package ocir knows Oracle Cloud Infrastructure Registry: its regions, how a
// reference is written there, and how a user signs in. What a person types or
// pastes goes through Clean, then Split or SplitUser, and is judged by Check
// and CheckUser. Any other registry's host is understood as well.
package ocir

import "strings"

// Parts are what a reference is made of: host/namespace/repository:version.
// For a host that is no OCIR host the namespace is the path's first element,
// empty when there is only one. A digest stays with the version, behind its @.
type Parts struct {
	Host       string `json:"host,omitempty"`
	Namespace  string `json:"namespace,omitempty"`
	Repository string `json:"repository,omitempty"`
	Version    string `json:"version,omitempty"`
}

// Split takes a reference apart, finished or not; it refuses nothing, Check
// does. Without a host the first element is one when it could be nothing else:
// it has a dot or a colon, is localhost, or is the lab's placeholder for one.
// A lone element is a host only when it is localhost or looks like OCIR's.
func Split(reference string) Parts {
	name, version := cutVersion(reference)
	first, path, slash := strings.Cut(name, "/")
	var p Parts
	p.Version = version
	switch {
	case !slash && lonelyHost(first):
		p.Host = first
		if isPort(version) { // "localhost:5000", not yet finished
			p.Host, p.Version = first+":"+version, ""
		}
		return p
	case !slash:
		p.Repository = first
		return p
	case first == "": // "/a": nothing that could be told apart
		p.Repository = name
		return p
	case looksLikeHost(first):
		p.Host = first
	default:
		path = name
	}
	namespace, repository, slash := strings.Cut(path, "/")
	if (!slash || namespace == "") && !NeedsNamespace(p.Host) {
		namespace, repository = "", path
	}
	p.Namespace, p.Repository = namespace, repository
	return p
}

// String puts the parts together again, as far as there are any: what Split
// made comes back as it was. On an OCIR host a missing namespace leaves its
// slash, so that a repository typed first stays the repository.
func (p Parts) String() string {
	var b strings.Builder
	b.WriteString(p.Host)
	rest := p.Namespace + p.Repository + p.Version
	if p.Host != "" && (rest != "" || strings.HasSuffix(p.Host, ":")) { // a colon at the end would be a version's
		b.WriteByte('/')
	}
	b.WriteString(p.Namespace)
	switch {
	case p.Repository != "" && (p.Namespace != "" || NeedsNamespace(p.Host)),
		p.Namespace != "" && p.Repository == "" && !NeedsNamespace(p.Host),
		p.Repository == "" && strings.HasSuffix(p.Namespace, ":"): // likewise
		b.WriteByte('/')
	}
	b.WriteString(p.Repository)
	if p.Version != "" && !strings.HasPrefix(p.Version, "@") {
		b.WriteByte(':')
	}
	b.WriteString(p.Version)
	return b.String()
}

// cutVersion takes ":version", "@digest" or both off the end.
func cutVersion(reference string) (name, version string) {
	name, digest, hasDigest := strings.Cut(reference, "@")
	if hasDigest {
		version = "@" + digest
	}
	colon := strings.LastIndexByte(name, ':')
	if colon < 0 || strings.Contains(name[colon:], "/") || strings.Contains(name[colon:], "]") {
		return name, version
	}
	if colon == len(name)-1 { // nothing behind it yet
		name, tag := cutVersion(strings.TrimRight(name, ":"))
		return name, tag + version
	}
	return name[:colon], name[colon+1:] + version
}

// NeedsNamespace tells whether a path on the host begins with a namespace always: at
// Oracle's, and at what the lab has in its place.
func NeedsNamespace(host string) bool { return IsHost(host) || isHostPlaceholder(host) }

func looksLikeHost(element string) bool {
	return strings.ContainsAny(element, ".:") || lonelyHost(element)
}

func lonelyHost(element string) bool {
	return strings.EqualFold(element, "localhost") || NeedsNamespace(element)
}
