package testkit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Releases serves one release of the WDT installer: as GitHub does, on any
// host, or as a mirror, under any folder.
//
//	…/releases/latest                       the API's JSON
//	…/releases/latest/download/NAME         leads to the next
//	…/releases/download/release-V/NAME      the installer, by parts too
//
// Change its fields between requests only.
type Releases struct {
	Version string
	Zip     []byte
	ETag    string // with its quotes; empty is one made of Zip, "none" is none

	APIStatus   int    // of the API's answer; 0 is 200
	Digest      string // in the API's answer; empty is Zip's, "none" is none
	Size        int64  // in the API's answer; 0 is Zip's
	IgnoreRange bool   // answer 200 and everything to a request for a part
	Unmoved     bool   // serve the installer at latest/download itself

	// Faults of the installer's answers, in order; when they are used up there
	// are no more.
	Faults []ReleaseFault

	mu       sync.Mutex
	requests []ReleaseRequest
}

// ReleaseFault is what goes wrong with one answer.
type ReleaseFault struct {
	Status int    // in place of the installer
	Page   string // in place of the installer, with status 200
	Silent bool   // of Page: without saying that it is HTML
	CutAt  int64  // the connection ends after so many bytes of the answer
	Before func() // called before the answer
}

// ReleaseRequest is what one request asked for.
type ReleaseRequest struct {
	Method, Path, Range, IfRange string
}

// Requests returns the requests so far.
func (s *Releases) Requests() []ReleaseRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]ReleaseRequest(nil), s.requests...)
}

const releaseName = "weblogic-deploy.zip"

// ServeHTTP implements http.Handler.
func (s *Releases) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, ReleaseRequest{r.Method, r.URL.Path, r.Header.Get("Range"), r.Header.Get("If-Range")})
	s.mu.Unlock()
	site, rest, ok := strings.Cut(r.URL.Path, "/releases/")
	moved := site + "/releases/download/release-" + s.Version + "/" + releaseName
	switch {
	case ok && rest == "latest":
		s.api(w, r)
	case ok && rest == "latest/download/"+releaseName && !s.Unmoved:
		http.Redirect(w, r, moved, http.StatusFound)
	case path.Base(r.URL.Path) == releaseName:
		s.installer(w, r)
	default:
		http.NotFound(w, r)
	}
}

// api answers as GitHub's API does, with addresses of GitHub.
func (s *Releases) api(w http.ResponseWriter, r *http.Request) {
	if s.APIStatus != 0 {
		w.Header().Set("X-Ratelimit-Remaining", "0")
		http.Error(w, `{"message": "API rate limit exceeded"}`, s.APIStatus)
		return
	}
	digest := sha256.Sum256(s.Zip)
	asset := map[string]any{
		"name":                 releaseName,
		"size":                 len(s.Zip),
		"digest":               "sha256:" + hex.EncodeToString(digest[:]),
		"browser_download_url": "https://github.com/oracle/weblogic-deploy-tooling/releases/download/release-" + s.Version + "/" + releaseName,
	}
	if s.Size != 0 {
		asset["size"] = s.Size
	}
	switch s.Digest {
	case "":
	case "none":
		asset["digest"] = nil
	default:
		asset["digest"] = s.Digest
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(map[string]any{"tag_name": "release-" + s.Version, "assets": []any{asset}})
}

func (s *Releases) installer(w http.ResponseWriter, r *http.Request) {
	var fault ReleaseFault
	s.mu.Lock()
	if r.Method == http.MethodGet && len(s.Faults) > 0 {
		fault, s.Faults = s.Faults[0], s.Faults[1:]
	}
	s.mu.Unlock()
	if fault.Before != nil {
		fault.Before()
	}
	switch {
	case fault.Status != 0:
		http.Error(w, http.StatusText(fault.Status), fault.Status)
		return
	case fault.Page != "":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if fault.Silent {
			w.Header().Set("Content-Type", "application/octet-stream")
		}
		_, _ = io.WriteString(w, fault.Page)
		return
	case fault.CutAt > 0:
		w = &cutting{ResponseWriter: w, left: fault.CutAt}
	}
	if s.IgnoreRange {
		r.Header.Del("Range")
	}
	digest := sha256.Sum256(s.Zip)
	switch s.ETag {
	case "none":
	case "":
		w.Header().Set("ETag", `"`+hex.EncodeToString(digest[:8])+`"`)
	default:
		w.Header().Set("ETag", s.ETag)
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(s.Zip))
}

// cutting ends the connection after some bytes of the body.
type cutting struct {
	http.ResponseWriter
	left int64
}

func (c *cutting) Write(p []byte) (int, error) {
	if int64(len(p)) < c.left {
		c.left -= int64(len(p))
		return c.ResponseWriter.Write(p)
	}
	_, _ = c.ResponseWriter.Write(p[:c.left])
	_ = http.NewResponseController(c.ResponseWriter).Flush()
	panic(http.ErrAbortHandler)
}
