package testkit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// serve answers a request by the rules of the protocol.
func (s *Registry) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == TokenPath {
		s.token(w, r)
		return
	}
	if !s.allow(w, r) || s.forbidden(w, r) {
		return
	}
	repo, kind, name := route(r.URL.Path)
	switch {
	case r.URL.Path == "/v2/":
		reply(w, http.StatusOK, map[string]any{})
	case kind == "uploads":
		s.upload(w, r, repo, name)
	case kind == "blobs":
		s.blob(w, r, repo, name)
	case kind == "manifests" && r.Method == http.MethodPut:
		s.putManifest(w, r, repo, name)
	case kind == "manifests":
		s.getManifest(w, r, repo, name)
	case kind == "tags":
		s.tags(w, r, repo)
	default:
		refuse(w, http.StatusNotFound, "NAME_UNKNOWN", "no such path")
	}
}

// route returns what a path names: the repository, the kind of thing in it and
// the thing's name.
func route(path string) (repo, kind, name string) {
	rest, ok := strings.CutPrefix(path, "/v2/")
	if !ok {
		return "", "", ""
	}
	for _, mark := range []struct{ part, kind string }{{"/blobs/uploads/", "uploads"}, {"/blobs/", "blobs"}, {"/manifests/", "manifests"}, {"/tags/", "tags"}} {
		if repo, name, ok := strings.Cut(rest, mark.part); ok {
			return repo, mark.kind, name
		}
	}
	return "", "", ""
}

func (s *Registry) blob(w http.ResponseWriter, r *http.Request, repo, name string) {
	content := s.Blob(repo, name)
	if content == nil {
		refuse(w, http.StatusNotFound, "BLOB_UNKNOWN", "blob unknown to registry")
		return
	}
	w.Header().Set("Docker-Content-Digest", name)
	w.Header().Set("Etag", strconv.Quote(name))
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// upload serves an upload session: POST begins it, PATCH appends, PUT commits,
// GET tells how far it is, DELETE ends it.
func (s *Registry) upload(w http.ResponseWriter, r *http.Request, repo, id string) {
	if r.Method == http.MethodPost {
		s.begin(w, r, repo)
		return
	}
	s.mu.Lock()
	session := s.uploads[id]
	s.mu.Unlock()
	if session == nil || session.repo != repo {
		refuse(w, http.StatusNotFound, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry")
		return
	}
	switch r.Method {
	case http.MethodPatch:
		if s.appendBody(w, r, session) {
			s.accept(w, r, repo, id, cmp.Or(s.Brand.PatchTaken, http.StatusAccepted))
		}
	case http.MethodPut:
		s.commit(w, r, repo, id, session)
	case http.MethodGet:
		s.accept(w, r, repo, id, http.StatusNoContent)
	case http.MethodDelete:
		s.mu.Lock()
		delete(s.uploads, id)
		s.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
	default:
		refuse(w, http.StatusMethodNotAllowed, "UNSUPPORTED", "method not allowed")
	}
}

// begin mounts a blob of another repository or begins an upload session.
func (s *Registry) begin(w http.ResponseWriter, r *http.Request, repo string) {
	if mount, from := r.URL.Query().Get("mount"), r.URL.Query().Get("from"); mount != "" && from != "" {
		if content := s.Blob(from, mount); content != nil {
			s.PutBlob(repo, content)
			w.Header().Set("Docker-Content-Digest", mount)
			w.Header().Set("Location", "/v2/"+repo+"/blobs/"+mount)
			w.WriteHeader(http.StatusCreated)
			return
		}
	}
	s.mu.Lock()
	s.serial++
	id := "upload-" + strconv.Itoa(s.serial)
	s.uploads[id] = &upload{repo: repo}
	s.mu.Unlock()
	s.accept(w, r, repo, id, http.StatusAccepted)
}

// accept answers with the session's place and how far it is.
func (s *Registry) accept(w http.ResponseWriter, r *http.Request, repo, id string, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	location := "/v2/" + repo + "/blobs/uploads/" + id
	if s.UploadHost != "" {
		location = scheme(r) + "://" + s.UploadHost + location
	}
	location = s.LocationOrigin + location
	w.Header().Set("Location", location)
	w.Header().Set("Docker-Upload-UUID", id)
	if session := s.uploads[id]; session != nil {
		w.Header().Set("Range", fmt.Sprintf("0-%d", max(0, len(session.content)-1)))
	}
	w.WriteHeader(status)
}

// appendBody adds the request's body to the session, as far as it comes: a
// session whose request was cut keeps what it got. When it returns false the
// request has been answered, or nobody is there to hear an answer.
func (s *Registry) appendBody(w http.ResponseWriter, r *http.Request, session *upload) bool {
	s.mu.Lock()
	at := len(session.content)
	s.mu.Unlock()
	if from, _, ranged := strings.Cut(r.Header.Get("Content-Range"), "-"); ranged && from != strconv.Itoa(at) {
		refuse(w, http.StatusRequestedRangeNotSatisfiable, "BLOB_UPLOAD_INVALID", "range out of order")
		return false
	}
	content, err := io.ReadAll(r.Body)
	s.mu.Lock()
	session.content = append(session.content, content...)
	s.mu.Unlock()
	if err != nil {
		refuse(w, http.StatusBadRequest, "BLOB_UPLOAD_INVALID", "the body ended early")
		return false
	}
	return true
}

func (s *Registry) commit(w http.ResponseWriter, r *http.Request, repo, id string, session *upload) {
	if s.Brand.NeedsPatch && r.ContentLength != 0 {
		_, _ = io.Copy(io.Discard, r.Body)
		refuse(w, http.StatusNotFound, "BLOB_UNKNOWN", "blob unknown to registry")
		return
	}
	if !s.appendBody(w, r, session) {
		return
	}
	s.mu.Lock()
	content, want := session.content, r.URL.Query().Get("digest")
	delete(s.uploads, id)
	s.mu.Unlock()
	if digest(content) != want {
		refuse(w, http.StatusBadRequest, "DIGEST_INVALID", "provided digest did not match uploaded content")
		return
	}
	s.PutBlob(repo, content)
	w.Header().Set("Docker-Content-Digest", want)
	w.Header().Set("Location", "/v2/"+repo+"/blobs/"+want)
	w.WriteHeader(http.StatusCreated)
}

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

func digest(content []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(content)) }

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	reply(w, status, map[string]any{"errors": []any{map[string]string{"code": code, "message": message}}})
}

func reply(w http.ResponseWriter, status int, value any) {
	content, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.WriteHeader(status)
	_, _ = w.Write(content)
}
