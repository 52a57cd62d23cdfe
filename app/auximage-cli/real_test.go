package main_test

import (
	"bufio"
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
	"math/big"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// debian is Debian's docker-registry, which can be killed and started again.
type debian struct {
	t       *testing.T
	path    string
	config  string
	address string

	mu  sync.Mutex
	cmd *exec.Cmd
}

// newDebian starts a registry; how it is reached and who may is for the two
// pieces of YAML to say.
func newDebian(t *testing.T, tls, auth string) *debian {
	t.Helper()
	d := &debian{t: t, path: tool(t, "docker-registry"), address: freeAddress(t)}
	folder := t.TempDir()
	d.config = filepath.Join(folder, "config.yml")
	text := fmt.Sprintf(`version: 0.1
log: {level: info, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
http: {addr: %q, secret: test%s}
auth: %s
`, filepath.Join(folder, "data"), d.address, tls, auth)
	if err := os.WriteFile(d.config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d.start()
	t.Cleanup(d.kill)
	return d
}

// tool returns the path of a program of another package.
func tool(t *testing.T, name string) string {
	t.Helper()
	fetched, err := filepath.Abs("../../build/tools/usr/bin/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{name, fetched} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	t.Fatalf("Debian's %s is needed: .ci/install test", name)
	return ""
}

// start starts the registry and returns when it listens.
func (d *debian) start() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cmd = exec.Command(d.path, "serve", d.config)
	out, err := d.cmd.StderrPipe()
	if err != nil {
		d.t.Error(err)
		return
	}
	d.cmd.Stdout = d.cmd.Stderr
	if err := d.cmd.Start(); err != nil {
		d.t.Error(err)
		return
	}
	if said, ok := wait(out, "listening on"); !ok {
		d.t.Errorf("docker-registry does not listen: %s", said)
	}
}

// wait reads until a line has the words, and lets the rest be read by nobody in
// particular. It returns what was said, and whether the words came.
func wait(from io.Reader, words string) (said string, ok bool) {
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadString('\n')
		said += line
		if strings.Contains(line, words) {
			go func() { _, _ = io.Copy(io.Discard, lines) }()
			return said, true
		}
		if err != nil {
			return said, false
		}
	}
}

func (d *debian) kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cmd.Process != nil {
		_ = d.cmd.Process.Kill()
		_ = d.cmd.Wait()
	}
}

// freeAddress returns a loopback address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// write puts a file into a folder of the test.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// passwordFile has Apache's htpasswd keep the password, and returns the
// registry's setting.
func passwordFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "htpasswd")
	htpasswd := exec.Command(tool(t, "htpasswd"), "-c", "-i", "-B", "-C", "4", path, user)
	htpasswd.Stdin = strings.NewReader(password)
	if said, err := htpasswd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return fmt.Sprintf("{htpasswd: {realm: test, path: %s}}", path)
}

// certificate returns the registry's setting for TLS with the town's issuer.
func (n *town) certificate(name string) string {
	n.t.Helper()
	cert, key, err := n.authority.Issue(name)
	if err != nil {
		n.t.Fatal(err)
	}
	return fmt.Sprintf(", tls: {certificate: %s, key: %s}", write(n.t, "cert.pem", cert), write(n.t, "key.pem", key))
}

// pushArgs are the arguments of a push as the user, with the password on stdin.
func (n *town) pushArgs(p *person, size int) []string {
	return slices.Concat([]string{"push", "--tag", tag, "--user", user, "--password-stdin",
		"--wdt", p.file("weblogic-deploy.zip", installer(n.t))}, p.inputs(size), n.flags(p))
}

func TestARealRegistryKeepsWhatIsPushed(t *testing.T) {
	n, p := newTown(t), newPerson(t)
	d := newDebian(t, n.certificate(host), passwordFile(t))
	n.proxy.Lead(host, d.address)
	n.pushBase(user, password)
	first := p.do(0, password, n.pushArgs(p, 1<<20)...)
	n.pull(first.reference(), user, password)
	again := p.do(0, password, append(n.pushArgs(p, 1<<20), "--json")...)
	var result struct {
		Digest    string
		BytesSent int64
	}
	if err := json.Unmarshal(again.stdout.Bytes(), &result); err != nil || result.BytesSent != 0 || result.Digest != first.digest() {
		t.Errorf("%+v, %v", result, err)
	}
}

// relay carries connections to an address, and calls at once after so many
// bytes towards it.
type relay struct {
	to      string
	after   atomic.Int64
	at      func()
	refused chan struct{} // gets one for each connection that could not be made
}

func (r *relay) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go r.carry(conn)
	}
}

func (r *relay) carry(from net.Conn) {
	defer func() { _ = from.Close() }()
	to, err := net.Dial("tcp", r.to)
	if err != nil {
		select {
		case r.refused <- struct{}{}:
		default:
		}
		return
	}
	defer func() { _ = to.Close() }()
	go func() {
		_, _ = io.Copy(from, to)
		_ = from.Close()
	}()
	_, _ = io.Copy(to, io.TeeReader(from, r))
}

// Write counts.
func (r *relay) Write(p []byte) (int, error) {
	if left := r.after.Add(-int64(len(p))); left < 0 && left+int64(len(p)) >= 0 {
		r.at()
	}
	return len(p), nil
}

func TestARealRegistryMayDieInMidBlob(t *testing.T) {
	n, p := newTown(t), newPerson(t)
	d := newDebian(t, n.certificate(host), passwordFile(t))
	n.proxy.Lead(host, d.address)
	n.pushBase(user, password)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	r := &relay{to: d.address, refused: make(chan struct{}, 1)}
	back := make(chan struct{})
	r.at = func() {
		d.kill()
		go func() {
			<-r.refused // it was missed
			d.start()
			close(back)
		}()
	}
	r.after.Store(20 << 20)
	go r.serve(l)
	n.proxy.Lead(host, l.Addr().String())
	done := p.do(0, password, n.pushArgs(p, 50<<20)...)
	<-back
	n.pull(done.reference(), user, password)
}

// front stands before a real registry: it gives tokens, as Oracle's does under
// an address of its own, and counts who signs in.
type front struct {
	http.Handler
	tokens  http.Handler // nil: the registry signs in by itself
	seen    atomic.Pointer[func(*http.Request)]
	signIns atomic.Int64 // requests with user and password
}

func newFront(t *testing.T, d *debian) *front {
	t.Helper()
	to, err := url.Parse("http://" + d.address)
	if err != nil {
		t.Fatal(err)
	}
	return &front{Handler: &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.SetXForwarded()
		r.Out.Host = r.In.Host
	}}}
}

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

// tokens gives bearer tokens that docker-registry believes.
type tokens struct {
	t         *testing.T
	key       *rsa.PrivateKey
	cert      []byte
	life      time.Duration
	announced time.Duration

	mu      sync.Mutex
	expires map[string]time.Time
}

// leeway is what docker-registry adds to the life of a token.
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

// ServeHTTP gives a token to who has the password.
func (s *tokens) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if name, secret, _ := r.BasicAuth(); name != user || secret != password {
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"errors":[{"code":"UNAUTHORIZED","message":"Unknown user or wrong auth token"}]}`)
		return
	}
	token, err := s.sign(r.URL.Query()["scope"])
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
	const life = 2 * time.Second
	for what, announced := range map[string]time.Duration{"announced": life, "unannounced": 5 * time.Minute} {
		t.Run(what, func(t *testing.T) {
			n, p := newTown(t), newPerson(t)
			s := newTokens(t, life, announced)
			f := newFront(t, newDebian(t, "", s.setting()))
			f.tokens = s
			n.serve(host, f)
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
			done := p.do(0, password, n.pushArgs(p, 8<<20)...)
			n.pull(done.reference(), user, password)
			if tokens.Load() < 3 { // for the base, the push, and once more
				t.Errorf("%d tokens", tokens.Load())
			}
		})
	}
}

func TestAWrongPasswordIsTriedExactlyOnce(t *testing.T) {
	for what, make := range map[string]func(*testing.T) *front{
		"by a password file": func(t *testing.T) *front { return newFront(t, newDebian(t, "", passwordFile(t))) },
		"by tokens": func(t *testing.T) *front {
			s := newTokens(t, time.Minute, time.Minute)
			f := newFront(t, newDebian(t, "", s.setting()))
			f.tokens = s
			return f
		},
	} {
		t.Run(what, func(t *testing.T) {
			n, p := newTown(t), newPerson(t)
			f := make(t)
			n.serve(host, f)
			n.pushBase(user, password)
			f.signIns.Store(0)
			r := p.do(1, "wrong", n.pushArgs(p, 100)...)
			r.said("refused")
			if tried := f.signIns.Load(); tried != 1 {
				t.Errorf("tried %d times", tried)
			}
		})
	}
}
