// Package exchange holds a server's words as a person may see them: parsed,
// bounded, without secrets and without control characters.
//
//	Of      an answer as a report.Exchange
//	Read    what an answer says, for whoever judges it first, then Saying
//	Scrub   a text without secrets
//	Plain   a text without control characters
package exchange

import (
	"net/http"
	"strings"

	"auximage/imaging/report"
)

const (
	// MaxText bounds what is kept of a server's words, in bytes.
	MaxText = 2 << 10
	// MaxRead bounds what is read of an answer for them, in bytes.
	MaxRead = 64 << 10

	maxRequestID = 200
)

// requestIDs are the headers in which servers name a request, the most telling
// first: Oracle's, then those of registries, clouds and what stands before them.
var requestIDs = []string{
	"Opc-Request-Id", "X-Request-Id", "Docker-Request-Id", "Docker-Distribution-Request-Id", "X-Amzn-Requestid",
	"X-Ms-Request-Id", "X-Ms-Correlation-Request-Id", "X-Github-Request-Id", "X-Correlation-Id", "Cf-Ray",
}

// Of returns what the server said, bounded and without anything secret: no query,
// no credentials of the request nor any of the secrets, and nothing of an answer
// that succeeded unless it is a page for people, since it may hold a token. The
// answer can still be read afterwards.
func Of(res *http.Response, secrets ...string) *report.Exchange {
	return Saying(res, Read(res), secrets...)
}

// Saying is Of for an answer whose words were read.
func Saying(res *http.Response, said Words, secrets ...string) *report.Exchange {
	e := &report.Exchange{Status: res.StatusCode}
	query := ""
	if req := res.Request; req != nil {
		secrets, query = append(credentials(req), secrets...), req.URL.RawQuery
		e.Method, e.Host, e.Path = req.Method, Plain(Scrub(req.URL.Host, secrets...)), Plain(Scrub(req.URL.Path, secrets...))
	}
	for _, name := range requestIDs {
		if id := res.Header.Get(name); id != "" {
			e.RequestID = shortened(Plain(Scrub(id, secrets...)), maxRequestID)
			break
		}
	}
	if res.StatusCode >= 300 || IsPage(res) {
		e.Text = shortened(PlainLines(Scrub(said.Text, append(secrets, query)...)), MaxText)
	}
	return e
}

// credentials returns what the request carried that no text may repeat.
func credentials(req *http.Request) []string {
	var found []string
	if _, credentials, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok {
		found = append(found, credentials)
	}
	if user, password, ok := req.BasicAuth(); ok {
		found = append(found, password, user+":"+password)
	}
	return found
}
