package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Words are what a server says, as it says it.
type Words struct {
	Codes []string // of the distribution specification: DENIED, NAME_UNKNOWN
	Text  string   // the messages of its errors, or all of the body
}

// Has tells whether the server named one of the codes.
func (w Words) Has(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return slices.Contains(w.Codes, code) })
}

// Read returns the server's words out of the first MaxRead bytes of the answer,
// which can still be read from its beginning.
func Read(res *http.Response) Words {
	body, err := io.ReadAll(io.LimitReader(res.Body, MaxRead))
	res.Body = &replayed{io.MultiReader(bytes.NewReader(body), failing{err}, res.Body), res.Body}
	return parse(body)
}

// parse returns the words of a body: those in the errors of the distribution
// specification, or all of it.
func parse(body []byte) Words {
	var said struct {
		Errors []struct {
			Code    string `json:"code"`
			Message string `json:"message"`
			Detail  any    `json:"detail"`
		} `json:"errors"`
	}
	if json.Unmarshal(body, &said) != nil || len(said.Errors) == 0 {
		return Words{Text: string(body)}
	}
	var w Words
	var lines []string
	for _, e := range said.Errors {
		w.Codes = append(w.Codes, e.Code)
		line := strings.Trim(e.Code+": "+e.Message, ": ")
		lines = append(lines, strings.TrimSpace(line+" "+textOf(e.Detail)))
	}
	w.Text = strings.Join(lines, "\n")
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

// IsPage tells whether an answer is a page for people, as of a hotel's sign-in.
func IsPage(res *http.Response) bool {
	kind, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return kind == "text/html" || kind == "application/xhtml+xml"
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
