package transport

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
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
	if res.Request != nil {
		exchange.Method, exchange.Host, exchange.Path = res.Request.Method, res.Request.URL.Host, res.Request.URL.Path
	}
	for _, name := range requestIDs {
		if id := res.Header.Get(name); id != "" {
			exchange.RequestID = clean(id, 200)
			break
		}
	}
	if res.StatusCode < 300 && !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return exchange
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, longestAnswer))
	res.Body = &replayed{io.MultiReader(bytes.NewReader(body), failing{err}, res.Body), res.Body}
	text := spoken(body)
	for _, secret := range secrets(res.Request) {
		text = strings.ReplaceAll(text, secret, "…")
	}
	exchange.Text = clean(text, longestWords)
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
	if req == nil {
		return nil
	}
	var found []string
	if _, credentials, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok && credentials != "" {
		found = append(found, credentials)
		if plain, err := base64.StdEncoding.DecodeString(credentials); err == nil {
			found = append(found, string(plain))
		}
	}
	if _, password, ok := req.BasicAuth(); ok && password != "" {
		found = append(found, password)
	}
	return Forms(append(found, req.URL.RawQuery)...)
}

// Forms returns secrets in all the ways in which a server may repeat them:
// plain, escaped for an address or quoted, and in base64; the longest first,
// since one may be a part of another.
func Forms(secrets ...string) []string {
	var forms []string
	for _, s := range secrets {
		if s == "" {
			continue
		}
		quoted, _ := json.Marshal(s) // a string can always be quoted
		forms = append(forms, s, url.QueryEscape(s), url.PathEscape(s), strings.Trim(string(quoted), `"`),
			strings.Trim(strconv.Quote(s), `"`), base64.StdEncoding.EncodeToString([]byte(s)))
	}
	slices.SortFunc(forms, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(forms)
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
