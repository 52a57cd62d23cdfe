package testkit

import (
	"fmt"
	"net/http"
	"strings"
)

// Brand is a make of registries: what it does otherwise than the distribution
// registry, as far as Sources, public addresses, show it. The zero values do
// what that one does.
type Brand struct {
	Name    string
	Sources []string
	Auth    Auth

	Page       string // the body of a 401, in HTML
	Scope      string // of a challenge, whatever was asked for; %s is the repository
	Backing    string // before a repository's name in the scopes that tokens are good for
	TokenHost  string // where tokens are had; empty is the registry itself
	NeedsPatch bool   // knows no PUT with a blob's bytes
	PatchTaken int    // the status of a PATCH that was taken
	WeakToken  bool   // asks for another token where a right is missing

	WrongPassword, NoRight, NoPull, TagKept, Full, ReadOnly Denial
}

// Denial is how a brand says no.
type Denial struct {
	Status                           int
	Code, Message, Detail, Challenge string
}

// Rules are what somebody set on a registry.
type Rules struct {
	NoRight  bool // the user may not push
	NoPull   bool // the user may push and not pull a manifest
	TagsKept bool // a tag that holds an image cannot be moved
	Full     bool // there is no room for another manifest
	ReadOnly bool // it takes no pushes
}

// refused answers with the denial, or with another one where the brand has none.
func (r Denial) refused(w http.ResponseWriter, other Denial) {
	if r.Status == 0 {
		r = other
	}
	if r.Challenge != "" {
		w.Header().Set("WWW-Authenticate", r.Challenge)
	}
	one := map[string]any{"code": r.Code, "message": r.Message}
	if r.Detail != "" {
		one["detail"] = r.Detail
	}
	reply(w, r.Status, map[string]any{"errors": []any{one}})
}

// The denials of the distribution registry, and of token servers beside it.
var (
	wrongPassword = Denial{Status: http.StatusUnauthorized, Code: "UNAUTHORIZED", Message: "Unknown user or wrong auth token"}
	denied        = Denial{Status: http.StatusForbidden, Code: "DENIED", Message: "requested access to the resource is denied"}
	kept          = Denial{Status: http.StatusConflict, Code: "TAG_IMMUTABLE", Message: "the tag cannot be moved"}
)

// forbidden tells whether the rules forbid a request of somebody who is signed
// in; then it has been answered.
func (s *Registry) forbidden(w http.ResponseWriter, r *http.Request) bool {
	repo, kind, name := route(r.URL.Path)
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case repo == "":
		return false
	case s.Rules.NoPull && reads && kind == "manifests":
		s.Brand.NoPull.refused(w, denied)
	case reads:
		return false
	case s.Rules.NoRight && s.Brand.WeakToken:
		s.challenge(w, r)
	case s.Rules.NoRight:
		s.Brand.NoRight.refused(w, denied)
	case s.Rules.ReadOnly:
		s.Brand.ReadOnly.refused(w, denied)
	case kind != "manifests":
		return false
	case s.Rules.Full:
		s.Brand.Full.refused(w, denied)
	case s.Rules.TagsKept && s.Manifest(repo, name) != nil:
		s.Brand.TagKept.refused(w, kept)
	default:
		return false
	}
	return true
}

// scope returns the scope that a challenge for a repository names.
func (s *Registry) scope(repo string) string {
	if s.Brand.Scope != "" {
		return strings.ReplaceAll(s.Brand.Scope, "%s", s.Brand.Backing+repo)
	}
	if repo == "" {
		return ""
	}
	return fmt.Sprintf("repository:%s%s:pull,push", s.Brand.Backing, repo)
}
