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

// again is an error after which the same thing can be tried from its beginning.
// It is never seen outside: what is left in the end is the error in it.
type again struct{ error }

func (a again) Unwrap() error { return a.error }

// words is what a server says about a refusal.
type words struct {
	codes []string // of the distribution specification: DENIED, NAME_UNKNOWN
	text  string
}

// has tells whether the server named one of the codes.
func (w words) has(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(w.codes, code) })
}

// longestWords bounds what is kept of an error's body, largestError what is
// read of it.
const (
	longestWords = 2 << 10
	largestError = 64 << 10
)

// read returns the server's words and closes the body.
func read(res *http.Response) words {
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
		return words{text: string(body)}
	}
	var w words
	var lines []string
	for _, e := range said.Errors {
		w.codes = append(w.codes, e.Code)
		line := strings.TrimSuffix(e.Code+": "+e.Message, ": ")
		lines = append(lines, strings.TrimSpace(line+" "+inWords(e.Detail)))
	}
	w.text = strings.Join(lines, "\n")
	return w
}

// inWords returns what a detail says, in place of its JSON: escapes would be hard
// to read, and could hide a secret.
func inWords(detail any) string {
	var all []string
	switch detail := detail.(type) {
	case nil:
	case []any:
		for _, part := range detail {
			all = append(all, inWords(part))
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(detail)) {
			all = append(all, name+": "+inWords(detail[name]))
		}
	case float64:
		return strconv.FormatFloat(detail, 'f', -1, 64)
	default: // a text, true or false
		return fmt.Sprint(detail)
	}
	return strings.Join(all, ", ")
}

// short returns valid text of at most longestWords bytes without control
// characters other than line ends, nor those that turn the text around.
func short(text string) string {
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
func isPage(res *http.Response) bool {
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
}

// emptied returns an answer whose body is not told.
func emptied(res *http.Response) *http.Response {
	without := *res
	without.Body = http.NoBody
	return &without
}

// requestIDs are the headers under which servers name a request, Oracle's first.
var requestIDs = []string{
	"Opc-Request-Id", "X-Request-Id", "Docker-Request-Id", "X-Correlation-Id",
	"X-Ms-Request-Id", "X-Amzn-Requestid", "X-Github-Request-Id", "Cf-Ray",
}

// finding returns a finding about an answer, which is closed.
func (c *connection) finding(res *http.Response, code report.Code) error {
	return c.about(res, read(res), code)
}

// about returns a finding about an answer whose body was read.
func (c *connection) about(res *http.Response, said words, code report.Code) error {
	args := c.parts()
	args["User"] = c.login.credentials.Username
	args["Status"] = res.StatusCode
	exchange := &report.Exchange{Status: res.StatusCode, Text: short(c.scrub(said.text))}
	if req := res.Request; req != nil {
		exchange.Method, exchange.Host, exchange.Path = req.Method, c.scrub(req.URL.Host), c.scrub(req.URL.Path)
	}
	for _, header := range requestIDs {
		if id := res.Header.Get(header); id != "" {
			exchange.RequestID = short(c.scrub(id))
			break
		}
	}
	return report.Finding{Code: code, Severity: report.Error, Args: args, Exchange: exchange}
}

// fault returns what an answer that was not wanted means, and closes it.
func (c *connection) fault(res *http.Response, at step) error {
	return c.judge(res, read(res), at)
}

// judge is fault for an answer whose body was read.
func (c *connection) judge(res *http.Response, said words, at step) error {
	code := c.meaning(res, said, at)
	err := c.about(res, said, code)
	if passing(code, res.StatusCode) && !isPage(res) {
		return again{err}
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

// meaning returns the code for an answer that was not wanted.
func (c *connection) meaning(res *http.Response, said words, at step) report.Code {
	status := res.StatusCode
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden && at != reaching && !isPage(res):
		return c.refusal(status, said, at)
	case status == http.StatusTooManyRequests && c.host == dockerHub:
		return CodePullLimit
	case status == http.StatusTooManyRequests:
		return CodeThrottled
	case status == http.StatusRequestEntityTooLarge:
		return CodeTooLarge
	case isPage(res), status < 300, status == http.StatusNotFound && at != working:
		return CodeNotARegistry
	case at == working:
		return c.complaint(res, said)
	}
	return CodeRejected
}

// complaint returns the code for what is wrong with what was asked for.
func (c *connection) complaint(res *http.Response, said words) report.Code {
	stored := res.Request != nil && res.Request.Method == http.MethodPut && strings.Contains(res.Request.URL.Path, "/manifests/")
	switch {
	case said.has("DIGEST_INVALID", "SIZE_INVALID"):
		return CodeBlobDamaged
	case said.has("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID"), res.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return CodeUploadLost
	case said.has("BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"):
		return CodeBlobMissing
	case said.has("MANIFEST_UNKNOWN"):
		return CodeNoImage
	case stored && res.StatusCode == http.StatusConflict, stored && locked(said):
		return CodeTagLocked
	case res.StatusCode == http.StatusNotFound:
		return CodeNotFound
	}
	return CodeRejected
}

// refusal tells the ways apart in which a registry says no. Oracle's says
// "Anonymous users are only allowed read access on public repos" to those whose
// credentials are missing or wrong.
func (c *connection) refusal(status int, said words, at step) report.Code {
	switch {
	case c.login.anonymous():
		return CodeAnonymous
	case at == signingIn && status == http.StatusUnauthorized:
		return CodeRefused
	case strings.Contains(strings.ToLower(said.text), "anonymous"):
		return CodeAnonymous
	}
	return CodeDenied
}

// locked tells whether a registry's words speak of a tag that cannot be moved.
func locked(said words) bool {
	text := strings.ToLower(said.text)
	return said.has("TAG_IMMUTABLE") || strings.Contains(text, "immutable") || strings.Contains(text, "locked")
}
