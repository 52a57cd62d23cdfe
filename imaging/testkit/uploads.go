package testkit

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// uploading serves the upload sessions of a registry.
type uploading struct{ *Registry }

// upload serves an upload session: POST begins it, PATCH appends, PUT commits,
// GET tells how far it is, DELETE ends it.
func (s uploading) upload(w http.ResponseWriter, r *http.Request, repo, id string) {
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
func (s uploading) begin(w http.ResponseWriter, r *http.Request, repo string) {
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
func (s uploading) accept(w http.ResponseWriter, r *http.Request, repo, id string, status int) {
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
func (s uploading) appendBody(w http.ResponseWriter, r *http.Request, session *upload) bool {
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

func (s uploading) commit(w http.ResponseWriter, r *http.Request, repo, id string, session *upload) {
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
