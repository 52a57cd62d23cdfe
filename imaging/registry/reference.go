package registry

import (
	"cmp"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

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
	host, rest := ocir.CutHost(text)
	host = cmp.Or(host, ocir.DockerHub)
	rest, digest, digested := strings.Cut(rest, "@")
	repository, tag, tagged := strings.Cut(rest, ":")
	if !tagged {
		tag = "latest"
	}
	if host == ocir.DockerHub && !strings.Contains(repository, "/") {
		repository = "library/" + repository
	}
	switch {
	case !ocir.IsAddress(host):
		return bad("host", host)
	case !ocir.IsRepository(repository), len(host)+len(repository) >= ocir.MaxName:
		return bad("repository", repository)
	case !ocir.IsTag(tag):
		return bad("tag", tag)
	case digested && !ocir.IsDigest(digest):
		return bad("digest", digest)
	}
	parsed, err := name.NewRepository(host+"/"+repository, name.StrictValidation)
	if err != nil {
		return bad("repository", repository)
	}
	return reference{repository: parsed, host: host, tag: tag, digest: digest}, nil
}

// hash returns the reference's digest, and whether it has one.
func (r reference) hash() (v1.Hash, bool) {
	if r.digest == "" {
		return v1.Hash{}, false
	}
	h, err := v1.NewHash(r.digest)
	return h, err == nil
}

// Check returns that no registry can have an image of the reference for the platform,
// linux/amd64 for none: a Finding, nil where one can.
func Check(ref, platform string) error {
	_, _, err := parseFor(ref, platform)
	return err
}

// CheckPlatform is Check without a reference.
func CheckPlatform(platform string) error {
	_, err := parsePlatform(platform)
	return err
}
