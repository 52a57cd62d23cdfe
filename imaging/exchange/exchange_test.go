package exchange_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"auximage/imaging/exchange"
)

func TestWordsHaveBoundsAndNoSecrets(t *testing.T) {
	basic := func(req *http.Request) { req.SetBasicAuth("ann", "canary-pass") }
	bearer := func(req *http.Request) { req.Header.Set("Authorization", "Bearer canary-token") }
	for what, c := range map[string]struct {
		status  int
		kind    string
		body    string
		with    func(*http.Request)
		text    string
		shorter int
	}{
		"the errors of the protocol": {403, "application/json", `{"errors":[{"code":"DENIED","message":"no"},{"code":"X"}]}`, basic, "DENIED: no\nX", 0},
		"plain words":                {500, "text/plain", " it broke\x00\x1b[31m ", basic, "it broke\ufffd\ufffd[31m", 0},
		"a password":                 {401, "text/plain", "wrong: canary-pass, YW5uOmNhbmFyeS1wYXNz", basic, "wrong: …, …", 0},
		"a password, escaped":        {401, "text/plain", "wrong: can%2Fary%22pass can/ary\\\"pass", func(req *http.Request) { req.SetBasicAuth("ann", `can/ary"pass`) }, "wrong: … …", 0},
		"a password in a page":       {401, "text/html", "<b>can&#47;ary&quot;pass</b>", func(req *http.Request) { req.SetBasicAuth("ann", `can/ary"pass`) }, "<b>…</b>", 0},
		"a password, escaped twice":  {401, "text/plain", `can%5C%2Fary\u0025\u0032\u0032pass`, func(req *http.Request) { req.SetBasicAuth("ann", `can/ary"pass`) }, "…", 0},
		"a password of a form":       {401, "text/plain", "can+ary%2Bpass", func(req *http.Request) { req.SetBasicAuth("ann", `can ary+pass`) }, "…", 0},
		"a password beyond Latin":    {401, "text/plain", `c\u00e9\ud83d\ude00`, func(req *http.Request) { req.SetBasicAuth("ann", `cé😀`) }, "…", 0},
		"an escape of nothing":       {401, "text/plain", `\u12 \ud83d \ %2 %zz &; &nothing; \`, basic, `\u12 \ud83d \ %2 %zz &; &nothing; \`, 0},
		"a token":                    {401, "text/plain", "wrong: canary-token", bearer, "wrong: …", 0},
		"a query":                    {404, "text/plain", "no /file?sig=canary", bearer, "no /file?…", 0},
		"a success":                  {200, "application/json", `{"token":"canary"}`, basic, "", 0},
		"a page":                     {200, "text/html", "<p>Sign in", basic, "<p>Sign in", 0},
		"bad text":                   {500, "text/plain", "\xff\xfe", basic, "�", 0},
		"too many words":             {500, "text/plain", strings.Repeat("x", 1<<20), basic, "", 2100},
	} {
		t.Run(what, func(t *testing.T) {
			req, err := http.NewRequest("GET", "https://registry.test/file?sig=canary", nil)
			if err != nil {
				t.Fatal(err)
			}
			c.with(req)
			res := &http.Response{
				StatusCode: c.status, Request: req, Body: io.NopCloser(strings.NewReader(c.body)),
				Header: http.Header{"Content-Type": {c.kind}, "Opc-Request-Id": {"id-1"}},
			}
			said := exchange.Of(res)
			if c.shorter > 0 && (len(said.Text) > c.shorter || said.Text == "") || c.shorter == 0 && said.Text != c.text {
				t.Errorf("the text is %q", said.Text)
			}
			if said.Path != "/file" || said.Host != "registry.test" || said.RequestID != "id-1" || said.Status != c.status {
				t.Errorf("%+v", said)
			}
			if left, err := io.ReadAll(res.Body); err != nil || string(left) != c.body {
				t.Errorf("%d of %d bytes are left to read, %v", len(left), len(c.body), err)
			}
		})
	}
}
