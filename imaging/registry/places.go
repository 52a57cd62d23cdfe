package registry

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/cachedir"
)

// places is what is remembered of one registry: where blobs are known to be, so
// that another repository of it can take them over without their being sent
// (cross-repository mount), and how it wants to be signed in to. These are hints
// and no more: what is not so any more costs a question. It holds names of
// repositories and no secret.
type places struct {
	Blobs []place `json:"blobs"` // the last pushed first
	Realm realm   `json:"realm"` // of its challenge
}

// realm is a challenge as it is kept.
type realm struct {
	Scheme  string `json:"scheme,omitempty"`
	Realm   string `json:"realm,omitempty"`
	Service string `json:"service,omitempty"`
}

// place is where one blob is known to be.
type place struct {
	Digest       v1.Hash  `json:"digest"`
	Repositories []string `json:"repositories"` // the last pushed to first
}

// What is remembered for a registry at most: the layers of some hundred images,
// since most have the base and WDT in common, and as many repositories of each
// as are tried.
const (
	maxPlaces = 256
	maxMounts = 2
)

// places returns the file that keeps where blobs are at a registry.
func (c cache) places(origin url.URL) string {
	sum := sha256.Sum256([]byte(origin.String()))
	return filepath.Join(string(c), "places", hex.EncodeToString(sum[:])+".json")
}

// readPlaces returns what is known of a registry: nothing, when it cannot be read.
func (c cache) readPlaces(origin url.URL) (known places) {
	if c == "" {
		return places{}
	}
	text, err := os.ReadFile(c.places(origin))
	if err != nil || json.Unmarshal(text, &known) != nil {
		return places{}
	}
	return known
}

// writePlaces keeps what is known of a registry. Of two pushes at a time the one
// that ends later is remembered.
func (c cache) writePlaces(origin url.URL, known places) {
	if c != "" {
		_ = cachedir.Keep(c.places(origin), func(w io.Writer) error { return json.NewEncoder(w).Encode(known) })
	}
}

// has tells whether the blob is known to be in the repository.
func (p places) has(digest v1.Hash, repository string) bool {
	return slices.ContainsFunc(p.Blobs, func(known place) bool {
		return known.Digest == digest && slices.Contains(known.Repositories, repository)
	})
}

// of returns the repositories that have the blob, but for one.
func (p places) of(digest v1.Hash, except string) []string {
	i := slices.IndexFunc(p.Blobs, func(known place) bool { return known.Digest == digest })
	if i < 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Blobs[i].Repositories), func(r string) bool { return r == except })
}

// with returns what is known once a repository has the blob, and some that were
// thought to have it do not give it.
func (p places) with(digest v1.Hash, repository string, not []string) places {
	kept := []string{repository}
	for _, r := range p.of(digest, repository) {
		if !slices.Contains(not, r) && len(kept) < maxMounts {
			kept = append(kept, r)
		}
	}
	others := slices.DeleteFunc(slices.Clone(p.Blobs), func(known place) bool { return known.Digest == digest })
	p.Blobs = append([]place{{Digest: digest, Repositories: kept}}, others...)
	p.Blobs = p.Blobs[:min(len(p.Blobs), maxPlaces)]
	return p
}
