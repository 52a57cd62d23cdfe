package registry

import (
	"net/http"
	"strings"

	"auximage/imaging/exchange"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// step is what was being done when an answer came: the same status means
// another thing at another step.
type step int

const (
	reaching  step = iota // asking how to sign in
	signingIn             // showing user and password
	working               // anything after that
)

// readWords returns the server's words and closes the body.
func readWords(res *http.Response) exchange.Words {
	said := exchange.Read(res)
	drain(res)
	return said
}

// isPage tells whether an answer is a page for people, as of a hotel's sign-in.
// A registry that names itself is none, whatever the type of its answers: Quay
// and proxies write the same names for all.
func isPage(res *http.Response) bool {
	if strings.HasPrefix(res.Header.Get("Docker-Distribution-Api-Version"), "registry/") {
		return false
	}
	return exchange.IsPage(res)
}

// withoutBody returns an answer whose body is not shown.
func withoutBody(res *http.Response) *http.Response {
	without := *res
	without.Body = http.NoBody
	return &without
}

// findingOf returns a finding about an answer, which is closed.
func (c *connection) findingOf(res *http.Response, code report.Code) error {
	return c.findingSaying(res, readWords(res), code)
}

// findingSaying returns a finding about an answer whose body was read.
func (c *connection) findingSaying(res *http.Response, said exchange.Words, code report.Code) error {
	args := c.parts()
	args["User"] = c.auth.credentials.Username
	args["Status"] = res.StatusCode
	if c.action == pull { // where nobody has to create a repository
		args["Reading"] = true
	}
	return report.Finding{Code: code, Severity: report.Error, Args: args, Exchange: exchange.Saying(res, said, c.auth.secrets()...)}
}

// responseError returns what an answer that was not wanted means, and closes it.
func (c *connection) responseError(res *http.Response, at step) error {
	return c.errorSaying(res, readWords(res), at)
}

// errorSaying is responseError for an answer whose body was read.
func (c *connection) errorSaying(res *http.Response, said exchange.Words, at step) error {
	code := c.codeOf(res, said, at)
	err := c.findingSaying(res, said, code)
	if passing(code, res.StatusCode) && !isPage(res) {
		return restartable{err}
	}
	return err
}

// passing tells whether an answer may be another one the next time: what is
// about one upload session passes with the session, and a good answer that is
// not the protocol's may come from something on the way. What passes whatever
// was asked for (429, 5xx) the transport has waited for.
func passing(code report.Code, status int) bool {
	return code == CodeBlobDamaged || code == CodeUploadLost || code == CodeNotARegistry && status < 300
}

// codeOf returns the code for an answer that was not wanted.
func (c *connection) codeOf(res *http.Response, said exchange.Words, at step) report.Code {
	status := res.StatusCode
	if code := writeCode(res, said); code != "" {
		return code
	}
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden && at != reaching && (!isPage(res) || at == working && sentPassword(res)):
		return c.authCode(status, said, at)
	case status == http.StatusTooManyRequests && c.host == ocir.DockerHub:
		return CodePullLimit
	case status == http.StatusTooManyRequests:
		return CodeThrottled
	case status == http.StatusRequestEntityTooLarge:
		return CodeTooLarge
	case isPage(res), status < 300, status == http.StatusNotFound && at == reaching:
		return CodeNotARegistry
	case status == http.StatusNotFound && at == signingIn: // GitLab's for a project that is not there (containers/podman issue 17999)
		return CodeNotFound
	case at == working:
		return requestCode(res, said)
	}
	return CodeRejected
}

// sentPassword tells whether an answer is to a request with user and password: a
// web server that stands before a registry and asked for them says no with a page
// of its own.
func sentPassword(res *http.Response) bool {
	return res.Request != nil && strings.HasPrefix(res.Request.Header.Get("Authorization"), "Basic ")
}

// requestCode returns the code for what is wrong with what was asked for.
func requestCode(res *http.Response, said exchange.Words) report.Code {
	switch {
	case said.Has("DIGEST_INVALID", "SIZE_INVALID"):
		return CodeBlobDamaged
	case said.Has("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID"), res.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return CodeUploadLost
	case said.Has("BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"), said.Has("MANIFEST_UNKNOWN") && putsManifest(res): // of an index's image
		return CodeBlobMissing
	case said.Has("MANIFEST_UNKNOWN"):
		return CodeNoImage
	case res.StatusCode == http.StatusNotFound:
		return CodeNotFound
	}
	return CodeRejected
}

// authCode tells the ways apart in which a registry says no. Oracle's says
// "Anonymous users are only allowed read access on public repos" to those whose
// credentials are missing or wrong.
func (c *connection) authCode(status int, said exchange.Words, at step) report.Code {
	switch {
	case c.auth.anonymous():
		return CodeAnonymous
	case at == signingIn && status == http.StatusUnauthorized:
		return CodeRefused
	case strings.Contains(strings.ToLower(said.Text), "anonymous"):
		return CodeAnonymous
	case at == signingIn: // GitHub's and GitLab's for a wrong token
		return CodeRefused
	}
	return CodeDenied
}
