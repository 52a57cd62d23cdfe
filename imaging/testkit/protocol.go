package testkit

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
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
		uploading{s}.upload(w, r, repo, name)
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
