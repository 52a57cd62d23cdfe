package registry

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
)

// The grammar of the distribution specification. go-containerregistry's own is
// laxer: it lets "../x" and "a//b" through.
var (
	repositoryGrammar = regexp.MustCompile(`^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$`)
	tagGrammar        = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$`)
	digestGrammar     = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	hostGrammar       = regexp.MustCompile(`^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*$`)
)

// longestName is what registries take for host and repository together.
const longestName = 255

// dockerHub is the registry of a reference that names none.
const dockerHub = "docker.io"

// reference is a parsed image reference. Its repository is
// go-containerregistry's, for keychains ask with that.
type reference struct {
	repository  name.Repository
	host        string // as written: docker.io, not the address that it has
	tag, digest string // with a digest the tag says nothing
}

// identifier returns what stands behind /manifests/.
func (r reference) identifier() string {
	if r.digest != "" {
		return r.digest
	}
	return r.tag
}

// String returns the whole reference, the defaults filled in.
func (r reference) String() string {
	s := r.host + "/" + r.repository.RepositoryStr()
	if r.digest != "" {
		return s + "@" + r.digest
	}
	return s + ":" + r.tag
}

// parts returns what a person may compare with what they meant.
func (r reference) parts() report.Args {
	path := r.repository.RepositoryStr()
	namespace, repository, found := strings.Cut(path, "/")
	if !found {
		namespace, repository = "", path
	}
	return report.Args{"Reference": r.String(), "Host": r.host, "Namespace": namespace, "Repository": repository, "Tag": r.tag}
}

// parse returns the parts of a reference, a Finding when it is none. Without a
// host it is Docker Hub's, without a tag or digest its tag is latest.
func parse(text string) (reference, error) {
	bad := func(part, value string) (reference, error) {
		return reference{}, report.Fault(CodeBadReference, nil, report.Args{"Reference": text, "Part": part, "Value": value})
	}
	host, rest, found := strings.Cut(text, "/")
	if !found || !strings.ContainsAny(host, ".:") && host != "localhost" {
		host, rest = dockerHub, text
	}
	rest, digest, digested := strings.Cut(rest, "@")
	repository, tag, tagged := strings.Cut(rest, ":")
	if !tagged {
		tag = "latest"
	}
	if host == dockerHub && !strings.Contains(repository, "/") {
		repository = "library/" + repository
	}
	switch {
	case !goodHost(host):
		return bad("host", host)
	case !repositoryGrammar.MatchString(repository), len(host)+len(repository) >= longestName:
		return bad("repository", repository)
	case !tagGrammar.MatchString(tag):
		return bad("tag", tag)
	case digested && !digestGrammar.MatchString(digest):
		return bad("digest", digest)
	}
	parsed, err := name.NewRepository(host+"/"+repository, name.StrictValidation)
	if err != nil {
		return bad("repository", repository)
	}
	return reference{repository: parsed, host: host, tag: tag, digest: digest}, nil
}

// goodHost tells whether host is a name or an address, with a port or without.
func goodHost(host string) bool {
	if strings.HasPrefix(host, "[") {
		if address, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
			return address.Is6() && strings.HasSuffix(host, "]")
		}
		_, err := netip.ParseAddrPort(host)
		return err == nil
	}
	host, port, ported := strings.Cut(host, ":")
	if ported {
		number, err := strconv.ParseUint(port, 10, 16)
		if err != nil || number == 0 {
			return false
		}
	}
	return hostGrammar.MatchString(host)
}

// hash returns the reference's digest, and whether it has one.
func (r reference) hash() (v1.Hash, bool) {
	if r.digest == "" {
		return v1.Hash{}, false
	}
	h, err := v1.NewHash(r.digest)
	return h, err == nil
}
