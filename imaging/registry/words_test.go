package registry

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// refused returns what is made of an answer to the user with the password.
func refused(t testing.TB, status int, kind, id string, body []byte) report.Finding {
	t.Helper()
	carrier, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	ref, err := parse(tagged)
	if err != nil {
		t.Fatal(err)
	}
	client := &Client{Transport: carrier, Keychain: keychain{user, password}}
	c, err := client.connect(t.Context(), ref, push)
	if err != nil {
		t.Fatal(err)
	}
	f, named := report.Of(c.fault(&http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {kind}, "Opc-Request-Id": {id}},
		Body: io.NopCloser(strings.NewReader(string(body))),
	}, working))
	if !named || f.Exchange == nil {
		t.Fatalf("%d %q is %v", status, body, f)
	}
	return f
}

// echoes are the ways in which a server may say the password.
func echoes() map[string]string {
	quoted, _ := json.Marshal(password)
	return map[string]string{
		"plain": password, "query": url.QueryEscape(password), "path": url.PathEscape(password),
		"JSON": strings.Trim(string(quoted), `"`), "base64": base64.StdEncoding.EncodeToString([]byte(password)),
		"Authorization": basicAuth(credentials()),
	}
}

func TestAPasswordThatAServerEchoesIsInNoText(t *testing.T) {
	for form, secret := range echoes() {
		for where, around := range map[string][2]string{
			"alone":                 {"", ""},
			"among words":           {"you said ", ", go away"},
			"where the text is cut": {strings.Repeat("x", longestWords-len(secret)/2), strings.Repeat("y", 100)},
			"in a message":          {`{"errors":[{"code":"DENIED","message":"`, `"}]}`},
			"in a detail":           {`{"errors":[{"code":"DENIED","message":"no","detail":{"given":"`, `"}}]}`},
		} {
			t.Run(form+" "+where, func(t *testing.T) {
				f := refused(t, 403, "text/plain", secret, []byte(around[0]+secret+around[1]))
				for _, text := range []string{f.Exchange.Text, f.Exchange.RequestID, f.Error()} {
					if strings.Contains(text, secret[:8]) {
						t.Errorf("%q", text)
					}
				}
			})
		}
	}
}

// FuzzWhatAServerSays holds what is promised of any answer: a finding, whose
// text is bounded, shows nothing but characters, and not the password.
func FuzzWhatAServerSays(f *testing.F) {
	for _, body := range []string{
		"", "no", "<html>no", `{"errors":[{"code":"DENIED","message":"no","detail":{"a":[1]}}]}`, `{"errors":[]}`, `{"errors":{}}`,
		`{"errors":[{"code":7}]}`, "\xff\xfe", "\u202etxet", "\u009b31m", strings.Repeat("é", longestWords), strings.Repeat("[", 10_000),
	} {
		f.Add(403, "application/json", "id", []byte(body), uint16(len(body)/2))
	}
	f.Add(200, "text/html; charset=utf-8", "\x1b[2J", []byte("<p>"), uint16(1))
	f.Add(401, "text/html; =", "", []byte("x"), uint16(0))
	f.Fuzz(func(t *testing.T, status int, kind, id string, body []byte, at uint16) {
		cut := min(int(at), len(body))
		body = []byte(string(body[:cut]) + password + string(body[cut:]))
		said := refused(t, status, kind, id, body).Exchange
		for _, text := range []string{said.Text, said.RequestID} {
			if len(text) > longestWords || !utf8.ValidString(text) {
				t.Errorf("%d bytes of %q", len(text), text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
				t.Errorf("a control character is in %q", text)
			}
			if strings.Contains(text, password[:8]) {
				t.Errorf("the password is in %q", text)
			}
		}
	})
}
