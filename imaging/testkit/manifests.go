package testkit

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

func (s *Registry) putManifest(w http.ResponseWriter, r *http.Request, repo, reference string) {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, http.StatusBadRequest, "MANIFEST_INVALID", "the body ended early")
		return
	}
	d := digest(content)
	if strings.HasPrefix(reference, "sha256:") {
		if reference != d {
			refuse(w, http.StatusBadRequest, "DIGEST_INVALID", "the manifest has another digest")
			return
		}
		reference = ""
	}
	if missing := s.missing(repo, content); missing != "" {
		refuse(w, http.StatusNotFound, "MANIFEST_BLOB_UNKNOWN", "unknown to registry: "+missing)
		return
	}
	s.PutManifest(repo, reference, r.Header.Get("Content-Type"), content)
	w.Header().Set("Docker-Content-Digest", d)
	w.Header().Set("Location", "/v2/"+repo+"/manifests/"+d)
	w.WriteHeader(http.StatusCreated)
}

// missing returns the digest of something that the manifest names and the
// repository lacks; empty when it lacks nothing.
func (s *Registry) missing(repo string, content []byte) string {
	type descriptor struct{ Digest string }
	var m struct {
		Config            *descriptor
		Layers, Manifests []descriptor
	}
	if err := json.Unmarshal(content, &m); err != nil {
		return "a manifest in JSON"
	}
	blobs := m.Layers
	if m.Config != nil {
		blobs = append(blobs, *m.Config)
	}
	for _, blob := range blobs {
		if s.Blob(repo, blob.Digest) == nil {
			return blob.Digest
		}
	}
	for _, child := range m.Manifests {
		if s.Manifest(repo, child.Digest) == nil {
			return child.Digest
		}
	}
	return ""
}

func (s *Registry) getManifest(w http.ResponseWriter, r *http.Request, repo, reference string) {
	s.mu.Lock()
	m := s.manifest(repo, reference)
	s.mu.Unlock()
	if m.content == nil {
		refuse(w, http.StatusNotFound, "MANIFEST_UNKNOWN", "manifest unknown")
		return
	}
	w.Header().Set("Content-Type", m.mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(m.content)))
	w.Header().Set("Docker-Content-Digest", digest(m.content))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(m.content)
	}
}

// tags answers with the tags of a repository in the order of their names, page by
// page where less than all are asked for.
func (s *Registry) tags(w http.ResponseWriter, req *http.Request, repo string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.repos[repo]
	if r == nil {
		refuse(w, http.StatusNotFound, "NAME_UNKNOWN", "repository name not known to registry")
		return
	}
	tags := []string{}
	for tag := range r.tags {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	last := req.URL.Query().Get("last")
	tags = slices.DeleteFunc(tags, func(tag string) bool { return last != "" && tag <= last })
	n, err := strconv.Atoi(req.URL.Query().Get("n"))
	if s.Page > 0 {
		n = min(n, s.Page)
	}
	if err == nil && n > 0 && n < len(tags) {
		tags = tags[:n]
		next := url.Values{"n": {strconv.Itoa(n)}, "last": {tags[n-1]}}
		w.Header().Set("Link", "</v2/"+repo+"/tags/list?"+next.Encode()+`>; rel="next"`)
	}
	reply(w, http.StatusOK, map[string]any{"name": repo, "tags": tags})
}
