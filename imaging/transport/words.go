package transport

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"unicode"

	"auximage/imaging/report"
)

// What is kept of a server's words: longestWords characters out of
// longestAnswer bytes.
const (
	longestWords  = 2000
	longestAnswer = 64 << 10
)

// requestIDs are the headers in which servers name a request, the most telling
// first.
var requestIDs = []string{
	"Opc-Request-Id", "X-Request-Id", "X-Amzn-Requestid", "X-Ms-Request-Id", "X-Ms-Correlation-Request-Id",
	"X-Github-Request-Id", "X-Correlation-Id", "Docker-Distribution-Request-Id",
}

// Words returns what the server said, bounded and without anything secret: no
// query, no credentials of the request, and nothing of an answer that succeeded
// unless it is a page for people, since it may hold a token. The answer can
// still be read afterwards.
func Words(res *http.Response) *report.Exchange {
	exchange := &report.Exchange{Status: res.StatusCode}
	var secret []string
	query := ""
	if req := res.Request; req != nil {
		secret, query = secrets(req), req.URL.RawQuery
		exchange.Method, exchange.Host, exchange.Path = req.Method, Scrub(req.URL.Host, secret...), Scrub(req.URL.Path, secret...)
	}
	for _, name := range requestIDs {
		if id := res.Header.Get(name); id != "" {
			exchange.RequestID = clean(Scrub(id, secret...), 200)
			break
		}
	}
	if res.StatusCode < 300 && !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return exchange
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, longestAnswer))
	res.Body = &replayed{io.MultiReader(bytes.NewReader(body), failing{err}, res.Body), res.Body}
	exchange.Text = clean(Scrub(spoken(body), append(secret, query)...), longestWords)
	return exchange
}

// replayed is a body of which the beginning was read already.
type replayed struct {
	io.Reader
	io.Closer
}

// failing is where reading failed before.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err == nil {
		return 0, io.EOF
	}
	return 0, f.err
}

// spoken returns the sentences of a body: those in the errors of the
// distribution specification, or all of it.
func spoken(body []byte) string {
	var said struct {
		Errors []struct{ Code, Message string }
	}
	if json.Unmarshal(body, &said) != nil || len(said.Errors) == 0 {
		return string(body)
	}
	var lines []string
	for _, e := range said.Errors {
		lines = append(lines, strings.Trim(e.Code+": "+e.Message, ": "))
	}
	return strings.Join(lines, "\n")
}

// secrets returns what the request carried that no text may repeat.
func secrets(req *http.Request) []string {
	var found []string
	if _, credentials, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok {
		found = append(found, credentials)
	}
	if user, password, ok := req.BasicAuth(); ok {
		found = append(found, password, user+":"+password)
	}
	return found
}

// clean returns valid text of at most limit characters, without control
// characters other than line ends.
func clean(text string, limit int) string {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "�")))
	runes := []rune(text)
	if len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}
