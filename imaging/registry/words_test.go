package registry

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// canary is a password of which every way to escape something changes a part.
const canary = `canary-Pa55+word/="é&<x>`

// refused returns what is made of an answer to the user with the password.
func refused(t testing.TB, status int, kind, id string, body []byte) report.Finding {
	t.Helper()
	tr, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}})
	if err != nil {
		t.Fatal(err)
	}
	ref, err := parse(tagged)
	if err != nil {
		t.Fatal(err)
	}
	client := &Client{Transport: tr, Keychain: keychain{user, canary}}
	c, err := client.connect(t.Context(), ref, push)
	if err != nil {
		t.Fatal(err)
	}
	f, named := report.Of(c.responseError(&http.Response{
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
	return map[string]string{
		"plain": canary, "query": url.QueryEscape(canary), "path": url.PathEscape(canary),
		"JSON": `canary-Pa55+word\/=\"é&<x>`, "JSON in part in ASCII": `canary-Pa55+word/=\"\u00e9\u0026\u003cx>`, "JSON in ASCII": ascii(canary), "JSON in an address": url.QueryEscape(ascii(canary)),
		"an address, all of it escaped": strings.ReplaceAll(fmt.Sprintf(" % x", canary), " ", "%"),
		"a page":                        "canary-Pa55&#43;word/=&quot;&eacute;&amp;&lt;x&#x3e;",
		"base64":                        base64.StdEncoding.EncodeToString([]byte(canary)),
		"base64 of an address":          base64.RawURLEncoding.EncodeToString([]byte(canary)),
		"Authorization":                 basicAuth(authn.AuthConfig{Username: user, Password: canary}),
	}
}

// ascii returns a text of which JSON escapes every character.
func ascii(text string) (escaped string) {
	for _, r := range text {
		escaped += fmt.Sprintf(`\u%04x`, r)
	}
	return escaped
}

func TestAPasswordThatAServerEchoesIsInNoText(t *testing.T) {
	for form, secret := range echoes() {
		for where, around := range map[string][2]string{
			"alone":                 {"", ""},
			"among words":           {"you said ", ", go away"},
			"where the text is cut": {strings.Repeat("x", exchange.MaxText-len(secret)/2), strings.Repeat("y", 100)},
			"in a message":          {`{"errors":[{"code":"DENIED","message":"`, `"}]}`},
			"in a detail":           {`{"errors":[{"code":"DENIED","message":"no","detail":{"given":"`, `"}}]}`},
		} {
			t.Run(form+" "+where, func(t *testing.T) {
				f := refused(t, 403, "text/plain", secret, []byte(around[0]+secret+around[1]))
				for _, text := range []string{f.Exchange.Text, f.Exchange.RequestID, f.Error()} {
					for _, part := range []string{secret[:8], secret[len(secret)-8:], canary[:8], canary[len(canary)-8:]} {
						if strings.Contains(text, part) {
							t.Errorf("%q is in %q", part, text)
						}
					}
				}
			})
		}
	}
}

func TestAPasswordInAnAddressThatAServerLedToIsInNoText(t *testing.T) {
	const canary = "canary-Pa55" // a name that a host can have
	for what, place := range map[string]string{
		"a path":              "http://" + host + "/v2/%63anary-Pa55",
		"a path of another":   "http://storage.test/canary-Pa55",
		"the name of a host":  "http://canary-Pa55.test/",
		"an address of none":  "http://storage.test:canary-Pa55/",
		"an encrypted server": "https://canary-Pa55.test/",
	} {
		for _, status := range []int{http.StatusAccepted, http.StatusTemporaryRedirect} {
			t.Run(http.StatusText(status)+" to "+what, func(t *testing.T) {
				fault := at(http.MethodPost, "/uploads/", testkit.Fault{Kind: testkit.Answer, Status: status, Header: http.Header{"Location": {place}}})
				inBubble(t, &testkit.Registry{Auth: testkit.Basic, Fault: fault}, func(t *testing.T, s *site) {
					s.registry.Password, s.client.Keychain = canary, keychain{user, canary}
					s.client.Progress = func(p report.Progress) {
						if p.Cause != nil && strings.Contains(p.Cause.Error(), canary) {
							t.Errorf("%v", p.Cause)
						}
					}
					defer s.network.Serve("storage.test:80", http.NotFoundHandler())()
					_, err := s.push(t.Context(), imageOf(t, 10))
					f, named := report.Of(err)
					if !named {
						t.Fatal(err)
					}
					said := report.Exchange{}
					if f.Exchange != nil {
						said = *f.Exchange
					}
					for _, text := range []string{f.Error(), said.Host, said.Path, said.Text} {
						if strings.Contains(text, canary) {
							t.Errorf("%q", text)
						}
					}
				})
			})
		}
	}
}

// FuzzWhatAServerSays holds what is promised of any answer: a finding, whose
// text is bounded, shows nothing but characters, and not the password.
func FuzzWhatAServerSays(f *testing.F) {
	for _, body := range []string{
		"", "no", "<html>no", `{"errors":[{"code":"DENIED","message":"no","detail":{"a":[1]}}]}`, `{"errors":[]}`, `{"errors":{}}`,
		`{"errors":[{"code":7}]}`, "\xff\xfe", "\u202etxet", "\u009b31m", strings.Repeat("é", exchange.MaxText), strings.Repeat("[", 10_000),
	} {
		f.Add(403, "application/json", "id", []byte(body), uint16(len(body)/2))
	}
	f.Add(200, "text/html; charset=utf-8", "\x1b[2J", []byte("<p>"), uint16(1))
	f.Add(401, "text/html; =", "", []byte("x"), uint16(0))
	f.Fuzz(func(t *testing.T, status int, kind, id string, body []byte, at uint16) {
		cut := min(int(at), len(body))
		body = []byte(string(body[:cut]) + canary + string(body[cut:]))
		said := refused(t, status, kind, id, body).Exchange
		for _, text := range []string{said.Text, said.RequestID} {
			if len(text) > exchange.MaxText || !utf8.ValidString(text) {
				t.Errorf("%d bytes of %q", len(text), text)
			}
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
				t.Errorf("a control character is in %q", text)
			}
			if strings.Contains(text, canary[:8]) {
				t.Errorf("the password is in %q", text)
			}
		}
	})
}
