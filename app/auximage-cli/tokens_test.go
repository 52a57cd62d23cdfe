package main_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"auximage/imaging/testkit"
)

// front stands before a real registry: it gives tokens, as Oracle's does under
// an address of its own, and counts who signs in.
type front struct {
	http.Handler
	to      atomic.Pointer[string] // the address of what is behind it
	tokens  http.Handler           // nil: the registry signs in by itself
	seen    atomic.Pointer[func(*http.Request)]
	signIns atomic.Int64 // requests with user and password
}

func newFront(t *testing.T, d *testkit.Real) *front {
	t.Helper()
	f := &front{}
	f.lead(d.Address)
	f.Handler = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: *f.to.Load()})
			r.SetXForwarded()
			r.Out.Host = r.In.Host
		},
		ErrorLog: log.New(io.Discard, "", 0), // what it says to its client is what counts
	}
	return f
}

// lead leads what comes to an address.
func (f *front) lead(address string) { f.to.Store(&address) }

const tokenPath = "/20180419/docker/token"

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, _, given := r.BasicAuth(); given {
		f.signIns.Add(1)
	}
	if seen := f.seen.Load(); seen != nil {
		(*seen)(r)
	}
	if f.tokens != nil && r.URL.Path == tokenPath {
		f.tokens.ServeHTTP(w, r)
		return
	}
	f.Handler.ServeHTTP(w, r)
}

// tokens gives bearer tokens that the registries believe.
type tokens struct {
	t         *testing.T
	key       *rsa.PrivateKey
	cert      []byte
	life      time.Duration
	announced time.Duration

	mu      sync.Mutex
	expires map[string]time.Time
}

// leeway is what the registries add to the life of a token.
const leeway = time.Minute

func newTokens(t *testing.T, life, announced time.Duration) *tokens {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test tokens"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return &tokens{t: t, key: key, cert: cert, life: life, announced: announced, expires: map[string]time.Time{}}
}

// setting returns the registry's setting that believes these tokens.
func (s *tokens) setting() string {
	bundle := write(s.t, "tokens.pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.cert}))
	return fmt.Sprintf("{token: {realm: 'https://%s%s', service: %s, issuer: test, rootcertbundle: %s}}", host, tokenPath, host, bundle)
}

// ServeHTTP gives a token to who has the password; the reader's is good for
// reading alone.
func (s *tokens) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	name, secret, _ := r.BasicAuth()
	if name != user && name != reader || secret != password {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"errors":[{"code":"UNAUTHORIZED","message":"Unknown user or wrong auth token"}]}`)
		return
	}
	scopes := r.URL.Query()["scope"]
	if name == reader {
		for i, scope := range scopes {
			scopes[i] = strings.Replace(scope, ":push,pull", ":pull", 1)
		}
	}
	token, err := s.sign(scopes)
	if err != nil {
		s.t.Error(err)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"token": token, "expires_in": int(s.announced.Seconds())})
}

// sign returns a JSON Web Token as the distribution project specifies it.
func (s *tokens) sign(scopes []string) (string, error) {
	access := []map[string]any{}
	for _, scope := range scopes {
		if parts := strings.Split(scope, ":"); len(parts) == 3 {
			access = append(access, map[string]any{"type": parts[0], "name": parts[1], "actions": strings.Split(parts[2], ",")})
		}
	}
	expires := time.Now().Add(s.life)
	head, err := json.Marshal(map[string]any{"typ": "JWT", "alg": "RS256", "x5c": []string{base64.StdEncoding.EncodeToString(s.cert)}})
	if err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{
		"iss": "test", "sub": user, "aud": host, "jti": rand.Text(), "access": access,
		"exp": expires.Add(-leeway).Unix(), "nbf": expires.Add(-time.Hour).Unix(), "iat": time.Now().Unix(),
	})
	if err != nil {
		return "", err
	}
	text := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(claims)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	token := text + "." + base64.RawURLEncoding.EncodeToString(signature)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expires[token] = expires
	return token, nil
}

// expiry returns when a token of a request expires.
func (s *tokens) expiry(r *http.Request) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.expires[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
}

// lingering is a body of which half is read before a moment, the rest after it.
type lingering struct {
	io.ReadCloser
	half  int64
	until time.Time
}

func (b *lingering) Read(p []byte) (int, error) {
	if b.half -= int64(len(p)); b.half < 0 {
		<-time.After(time.Until(b.until))
	}
	return b.ReadCloser.Read(p)
}

func TestARealRegistrysTokensMayExpireInMidBlob(t *testing.T) {
	testkit.EachReal(t, tokensMayExpireInMidBlob)
}

func tokensMayExpireInMidBlob(t *testing.T, program string) {
	const life = 2 * time.Second
	for what, announced := range map[string]time.Duration{"announced": life, "unannounced": 5 * time.Minute} {
		t.Run(what, func(t *testing.T) {
			n, box := newNetwork(t), newSandbox(t)
			s := newTokens(t, life, announced)
			f := newFront(t, testkit.NewReal(t, &testkit.Real{Program: program, Auth: s.setting()}))
			f.tokens = s
			n.Serve(f, host)
			n.pushBase(user, password)
			var lingered sync.Once
			var tokens atomic.Int64
			seen := func(r *http.Request) {
				if r.URL.Path == tokenPath {
					tokens.Add(1)
				}
				if r.Method == http.MethodPatch && r.ContentLength > 1<<20 {
					lingered.Do(func() {
						// The registry counts in whole seconds.
						r.Body = &lingering{r.Body, r.ContentLength / 2, s.expiry(r).Add(time.Second)}
					})
				}
			}
			f.seen.Store(&seen)
			done := box.do(0, password, n.pushArgs(box, 8<<20)...)
			n.pull(done.reference(), user, password)
			if tokens.Load() < 3 { // for the base, the push, and once more
				t.Errorf("%d tokens", tokens.Load())
			}
		})
	}
}

func TestAWrongPasswordIsTriedExactlyOnce(t *testing.T) {
	testkit.EachReal(t, wrongPasswordIsTriedOnce)
}

func wrongPasswordIsTriedOnce(t *testing.T, program string) {
	for what, make := range map[string]func(*testing.T) *front{
		"by a password file": func(t *testing.T) *front {
			return newFront(t, testkit.NewReal(t, &testkit.Real{Program: program, Users: testkit.Users{user: password}}))
		},
		"by tokens": func(t *testing.T) *front {
			s := newTokens(t, time.Minute, time.Minute)
			f := newFront(t, testkit.NewReal(t, &testkit.Real{Program: program, Auth: s.setting()}))
			f.tokens = s
			return f
		},
	} {
		t.Run(what, func(t *testing.T) {
			n, box := newNetwork(t), newSandbox(t)
			f := make(t)
			n.Serve(f, host)
			n.pushBase(user, password)
			f.signIns.Store(0)
			r := box.do(1, "wrong", n.pushArgs(box, 100)...)
			r.said("refused")
			if tried := f.signIns.Load(); tried != 1 {
				t.Errorf("tried %d times", tried)
			}
		})
	}
}
