package cloud_test

import (
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"auximage/app/cloud"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

// spoiled is a way in which an answer goes wrong.
type spoiled struct {
	name   string
	passes bool // a second try is worth it
	answer func(s *sick, w http.ResponseWriter, r *http.Request)
}

var spoilings = []spoiled{
	{"closed", true, func(s *sick, w http.ResponseWriter, _ *http.Request) { _ = taken(w).Close() }},
	{"cut", true, func(s *sick, w http.ResponseWriter, r *http.Request) { _ = s.half(w, r).Close() }},
	{"stalled", true, func(s *sick, w http.ResponseWriter, r *http.Request) { s.hold(taken(w)) }},
	{"stalled within", true, func(s *sick, w http.ResponseWriter, r *http.Request) { s.hold(s.half(w, r)) }},
	{"500", true, answering(500, "application/json", `{"code":"InternalServerError","message":"of `+tenancy+`"}`)},
	{"503 of a proxy", true, answering(503, "text/html", "<html>busy</html>")},
	{"429", true, answering(429, "application/json", `{"code":"TooManyRequests","message":"of `+tenancy+`"}`)},
	{"no HTTP", true, func(s *sick, w http.ResponseWriter, _ *http.Request) {
		conn := taken(w)
		_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.6\r\n")
		_ = conn.Close()
	}},
	{"half of an object", false, answering(200, "application/json", `{"items":[{"displayName":"`+tenancy)},
	{"another type", false, answering(200, "application/json", "7")},
	{"nothing", false, answering(200, "application/json", "")},
	{"a page", false, answering(200, "text/html", "<!DOCTYPE html><html><title>Welcome to the hotel</title></html>")},
	{"elsewhere", false, func(_ *sick, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://"+stranger+r.URL.RequestURI())
		w.WriteHeader(http.StatusTemporaryRedirect)
	}},
}

func answering(status int, kind, body string) func(*sick, http.ResponseWriter, *http.Request) {
	return func(_ *sick, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// stranger is a host that no request is for.
const stranger = "stranger.test"

// sick is a cloud of which one request goes wrong.
type sick struct {
	*testkit.OracleCloud
	at     string // host and path of the request
	how    spoiled
	always bool

	mu      sync.Mutex
	hits    int
	strayed []string // credentials that came to the stranger
	held    []net.Conn
}

func (s *sick) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if r.Host == stranger {
		s.strayed = append(s.strayed, r.Header.Get("Authorization"))
	}
	now := r.Host+r.URL.Path == s.at && (s.always || s.hits == 0)
	if now {
		s.hits++
	}
	s.mu.Unlock()
	if now {
		s.how.answer(s, w, r)
		return
	}
	s.OracleCloud.ServeHTTP(w, r)
}

// half sends half of the good answer.
func (s *sick) half(w http.ResponseWriter, r *http.Request) net.Conn {
	whole := httptest.NewRecorder()
	s.OracleCloud.ServeHTTP(whole, r)
	conn := taken(w)
	_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", whole.Body.Len(), whole.Body.Bytes()[:whole.Body.Len()/2])
	return conn
}

func (s *sick) hold(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = append(s.held, conn)
}

// letGo closes what was held.
func (s *sick) letGo() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.held {
		_ = conn.Close()
	}
}

func taken(w http.ResponseWriter) net.Conn {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	return conn
}

// plainly sends what is for TLS without it: the network is in memory.
type plainly struct{ http.RoundTripper }

func (p plainly) RoundTrip(r *http.Request) (*http.Response, error) {
	r.URL.Scheme = "http"
	return p.RoundTripper.RoundTrip(r)
}

var services = []string{"objectstorage.uk-london-1.oraclecloud.com", "identity.uk-london-1.oci.oraclecloud.com", "artifacts.uk-london-1.oci.oraclecloud.com", "lhr.ocir.io"}

// in runs a test in a bubble, with a client of a cloud that is sick.
func (s *sick) in(t *testing.T, dir string, test func(t *testing.T, client *cloud.Client)) {
	synctest.Test(t, func(t *testing.T) {
		network := &testkit.Network{}
		var stops []func()
		for _, host := range append(services, stranger) {
			stops = append(stops, network.Serve(host+":80", s))
		}
		rt, err := transport.New(transport.Settings{Proxy: transport.Proxy{Mode: transport.NoProxy}, PlainHTTP: append(services, stranger), Dial: network.Dial})
		if err != nil {
			t.Fatal(err)
		}
		profiles, err := cloud.Profiles(filepath.Join(dir, "config"))
		if err != nil {
			t.Fatal(err)
		}
		client, err := cloud.Open(profiles[len(profiles)-1], "", "", plainly{rt})
		if err != nil {
			t.Fatal(err)
		}
		test(t, client)
		rt.CloseIdleConnections()
		s.letGo()
		for _, stop := range stops {
			stop()
		}
	})
}

// healthy returns the cloud of a site, and what one fill and one token ask.
func healthy(t *testing.T) (*site, *testkit.OracleCloud, []string) {
	t.Helper()
	s := newSite(t)
	whole := &sick{OracleCloud: s.OracleCloud}
	whole.in(t, s.dir, func(t *testing.T, c *cloud.Client) {
		if _, found, err := c.Facts(t.Context()); err != nil || len(found) > 0 {
			t.Fatalf("%v, %v", found, err)
		}
	})
	var asked []string
	for _, request := range s.Requests() {
		_, at, _ := strings.Cut(request, " ")
		if len(asked) == 0 || asked[len(asked)-1] != at {
			asked = append(asked, at)
		}
	}
	return s, s.OracleCloud, asked
}

func TestAnyFaultOfAnyQuestionCostsItsAnswerAlone(t *testing.T) {
	s, oracle, asked := healthy(t)
	if len(asked) < 6 {
		t.Fatalf("got %q, want six questions at least", asked)
	}
	for _, at := range asked {
		for _, how := range spoilings {
			for _, always := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%s/always=%t", at, how.name, always), func(t *testing.T) {
					one := &sick{OracleCloud: oracle, at: at, how: how, always: always}
					one.in(t, s.dir, func(t *testing.T, c *cloud.Client) {
						facts, found, err := c.Facts(t.Context())
						one.holds(t, facts, found, err)
					})
				})
			}
		}
	}
}

// holds fails the test where a fault cost more than its answer, or said too much.
func (s *sick) holds(t *testing.T, facts cloud.Facts, found []report.Finding, err error) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || s.hits == 0 {
		t.Errorf("got %v after %d faults", err, s.hits)
		return
	}
	if s.how.passes && !s.always && len(found) > 0 {
		t.Errorf("what passes is a finding: %v", found)
	}
	if s.always && len(found) != 1 || len(found) > 1 {
		t.Errorf("got %v, want one finding", found)
	}
	if facts.Namespace == "" && facts.User == "" {
		t.Errorf("got %+v, want the other answers", facts)
	}
	for _, strayed := range s.strayed {
		if strayed != "" {
			t.Errorf("the signature went to %s", stranger)
		}
	}
	for _, f := range found {
		if f.Code == "" || f.Severity != report.Warning {
			t.Errorf("got %+v, want a warning", f)
		}
		silent(t, f)
	}
}

// silent fails the test where a finding says who asked, or with what.
func silent(t *testing.T, f report.Finding) {
	t.Helper()
	said := words.Of(f)
	text := said.Sentence + said.Next + said.Details + f.Error() + fmt.Sprintf("%+v", f.Exchange)
	for _, canary := range []string{"aaaa", print, "PRIVATE KEY", canaryToken, "registry-token"} {
		if strings.Contains(text, canary) {
			t.Errorf("%q is said: %s", canary, text)
		}
	}
}

// canaryToken is a session's, which is sent with each request as the name of its key.
var canaryToken = "head." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"`+person+`"}`)) + ".canary"

func TestAnyFaultOfTheRegistrysTokenIsAnErrorThatSaysNoSecret(t *testing.T) {
	s, oracle, _ := healthy(t)
	const host = "lhr.ocir.io"
	oracle.Keys = map[string]*rsa.PublicKey{"ST$" + canaryToken: &s.key.PublicKey}
	s.file(t, "token", []byte(canaryToken))
	s.file(t, "config", []byte("[lab]\nregion=uk-london-1\ntenancy="+tenancy+"\nkey_file="+filepath.Join(s.dir, "key.pem")+"\nsecurity_token_file="+filepath.Join(s.dir, "token")+"\n"))
	for _, how := range spoilings {
		for _, always := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/always=%t", how.name, always), func(t *testing.T) {
				one := &sick{OracleCloud: oracle, at: host + "/20180419/docker/token", how: how, always: always}
				one.in(t, s.dir, func(t *testing.T, c *cloud.Client) {
					token, err := c.Token(t.Context(), host)
					if how.passes && !always {
						if err != nil || token != "registry-token" {
							t.Errorf("got %q, %v", token, err)
						}
						return
					}
					f, ok := report.Of(err)
					if !ok {
						t.Errorf("got %q, %v, want a finding", token, err)
						return
					}
					silent(t, f)
				})
			})
		}
	}
}
