package registry

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

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

// restartable is an error after which the same thing can be tried from its beginning.
// It is never seen outside: what is left in the end is the error in it.
type restartable struct{ error }

func (a restartable) Unwrap() error { return a.error }

// serverWords is what a server says about a refusal.
type serverWords struct {
	codes []string // of the distribution specification: DENIED, NAME_UNKNOWN
	text  string
}

// has tells whether the server named one of the codes.
func (w serverWords) has(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(w.codes, code) })
}

// longestWords bounds what is kept of an error's body, largestError what is
// read of it.
const (
	longestWords = 2 << 10
	largestError = 64 << 10
)

// readWords returns the server's words and closes the body.
func readWords(res *http.Response) serverWords {
	body, _ := io.ReadAll(io.LimitReader(res.Body, largestError))
	drain(res)
	var said struct {
		Errors []struct {
			Code    string `json:"code"`
			Message string `json:"message"`
			Detail  any    `json:"detail"`
		} `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil || len(said.Errors) == 0 {
		return serverWords{text: string(body)}
	}
	var w serverWords
	var lines []string
	for _, e := range said.Errors {
		w.codes = append(w.codes, e.Code)
		line := strings.TrimSuffix(e.Code+": "+e.Message, ": ")
		lines = append(lines, strings.TrimSpace(line+" "+textOf(e.Detail)))
	}
	w.text = strings.Join(lines, "\n")
	return w
}

// textOf returns what a detail says, in place of its JSON: escapes would be hard
// to read, and could hide a secret.
func textOf(detail any) string {
	var all []string
	switch detail := detail.(type) {
	case nil:
	case []any:
		for _, part := range detail {
			all = append(all, textOf(part))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(detail)) {
			all = append(all, name+": "+textOf(detail[name]))
		}
	case float64:
		return strconv.FormatFloat(detail, 'f', -1, 64)
	default: // a text, true or false
		return fmt.Sprint(detail)
	}
	return strings.Join(all, ", ")
}

// cleanText returns valid text of at most longestWords bytes without control
// characters other than line ends, nor those that turn the text around.
func cleanText(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	if len(text) > longestWords {
		text = strings.ToValidUTF8(text[:longestWords], "")
	}
	return strings.TrimSpace(text)
}

// isPage tells whether an answer is a page for people, as of a hotel's sign-in.
// A registry that names itself is none, whatever the type of its answers: Quay
// and proxies write the same names for all.
func isPage(res *http.Response) bool {
	if strings.HasPrefix(res.Header.Get("Docker-Distribution-Api-Version"), "registry/") {
		return false
	}
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// withoutBody returns an answer whose body is not shown.
func withoutBody(res *http.Response) *http.Response {
	without := *res
	without.Body = http.NoBody
	return &without
}

// requestIDs are the headers under which servers name a request, Oracle's first.
var requestIDs = []string{
	"Opc-Request-Id", "X-Request-Id", "Docker-Request-Id", "X-Correlation-Id",
	"X-Ms-Request-Id", "X-Amzn-Requestid", "X-Github-Request-Id", "Cf-Ray",
}

// findingOf returns a finding about an answer, which is closed.
func (c *connection) findingOf(res *http.Response, code report.Code) error {
	return c.findingSaying(res, readWords(res), code)
}

// findingSaying returns a finding about an answer whose body was read.
func (c *connection) findingSaying(res *http.Response, said serverWords, code report.Code) error {
	args := c.parts()
	args["User"] = c.auth.credentials.Username
	args["Status"] = res.StatusCode
	exchange := &report.Exchange{Status: res.StatusCode, Text: cleanText(c.scrub(said.text))}
	if req := res.Request; req != nil {
		exchange.Method, exchange.Host, exchange.Path = req.Method, c.scrub(req.URL.Host), c.scrub(req.URL.Path)
	}
	for _, header := range requestIDs {
		if id := res.Header.Get(header); id != "" {
			exchange.RequestID = cleanText(c.scrub(id))
			break
		}
	}
	return report.Finding{Code: code, Severity: report.Error, Args: args, Exchange: exchange}
}

// responseError returns what an answer that was not wanted means, and closes it.
func (c *connection) responseError(res *http.Response, at step) error {
	return c.errorSaying(res, readWords(res), at)
}

// errorSaying is responseError for an answer whose body was read.
func (c *connection) errorSaying(res *http.Response, said serverWords, at step) error {
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
func (c *connection) codeOf(res *http.Response, said serverWords, at step) report.Code {
	status := res.StatusCode
	if code := writeCode(res, said); code != "" {
		return code
	}
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden && at != reaching && !isPage(res):
		return c.authCode(status, said, at)
	case status == http.StatusTooManyRequests && c.host == dockerHub:
		return CodePullLimit
	case status == http.StatusTooManyRequests:
		return CodeThrottled
	case status == http.StatusRequestEntityTooLarge:
		return CodeTooLarge
	case isPage(res), status < 300, status == http.StatusNotFound && at != working:
		return CodeNotARegistry
	case at == working:
		return c.requestCode(res, said)
	}
	return CodeRejected
}

// requestCode returns the code for what is wrong with what was asked for.
func (c *connection) requestCode(res *http.Response, said serverWords) report.Code {
	switch {
	case said.has("DIGEST_INVALID", "SIZE_INVALID"):
		return CodeBlobDamaged
	case said.has("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID"), res.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return CodeUploadLost
	case said.has("BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"):
		return CodeBlobMissing
	case said.has("MANIFEST_UNKNOWN"):
		return CodeNoImage
	case res.StatusCode == http.StatusNotFound:
		return CodeNotFound
	}
	return CodeRejected
}

// authCode tells the ways apart in which a registry says no. Oracle's says
// "Anonymous users are only allowed read access on public repos" to those whose
// credentials are missing or wrong.
func (c *connection) authCode(status int, said serverWords, at step) report.Code {
	switch {
	case c.auth.anonymous():
		return CodeAnonymous
	case at == signingIn && status == http.StatusUnauthorized:
		return CodeRefused
	case strings.Contains(strings.ToLower(said.text), "anonymous"):
		return CodeAnonymous
	case at == signingIn: // GitHub's and GitLab's for a wrong token
		return CodeRefused
	}
	return CodeDenied
}
