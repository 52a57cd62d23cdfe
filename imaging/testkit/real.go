package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

// EachReal runs a test with each registry that others wrote and that runs here.
func EachReal(t *testing.T, test func(t *testing.T, program string)) {
	t.Helper()
	programs := map[string]string{"Debian's docker-registry": "docker-registry", "CNCF distribution 3": "distribution"}
	if runtime.GOOS == "windows" {
		delete(programs, "Debian's docker-registry")
	}
	for name, program := range programs {
		t.Run(name, func(t *testing.T) { test(t, program) })
	}
}

// Real is a registry that others wrote, on loopback, which can be killed and
// started again. Set the fields before it starts.
type Real struct {
	Program string // docker-registry or distribution
	Folder  string // of its configuration and of what it holds
	CA      *CA    // issuer of its certificate; nil: it is open, without TLS
	Name    string // in the certificate; empty: its address
	Auth    string // how it knows who one is, in YAML; empty: everybody may do everything
	Users   Users  // in place of Auth: they may do everything

	Address string // host:port, since the first start

	mu      sync.Mutex
	process *Process
}

// NewReal starts a registry in a folder of its own until the test ends.
func NewReal(t testing.TB, r *Real) *Real {
	t.Helper()
	r.Folder = t.TempDir()
	if err := r.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Kill)
	return r
}

// Start starts the registry and returns when it listens, where it did before.
func (r *Real) Start(ctx context.Context) (err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.Address == "" {
		if r.Address, err = freeAddress(); err != nil {
			return err
		}
		if err := r.configure(); err != nil {
			return err
		}
	}
	r.process, err = StartProcess(ctx, r.Address, r.Program, "serve", r.config())
	return err
}

// Kill ends it in the midst of what it does.
func (r *Real) Kill() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.process != nil {
		r.process.Kill()
	}
}

// Pid returns the number of the process.
func (r *Real) Pid() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.process.cmd.Process.Pid
}

// Data returns the folder of what it holds.
func (r *Real) Data() string { return filepath.Join(r.Folder, "data") }

func (r *Real) config() string { return filepath.Join(r.Folder, "config.yml") }

func (r *Real) configure() error {
	files, door, auth := map[string][]byte{}, "", r.Auth
	if r.CA != nil {
		name := r.Name
		if name == "" {
			name = "127.0.0.1"
		}
		files["cert.pem"], files["key.pem"] = r.CA.Issue(name)
		door = fmt.Sprintf(", tls: {certificate: %s, key: %s}", filepath.Join(r.Folder, "cert.pem"), filepath.Join(r.Folder, "key.pem"))
	}
	if r.Users != nil {
		files["htpasswd"] = r.Users.Htpasswd()
		auth = fmt.Sprintf("{htpasswd: {realm: test, path: %s}}", filepath.Join(r.Folder, "htpasswd"))
	}
	if auth == "" {
		auth = "{}"
	}
	files["config.yml"] = fmt.Appendf(nil, `version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
http: {addr: %q, secret: test%s}
auth: %s
`, r.Data(), r.Address, door, auth)
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(r.Folder, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Users are passwords by user.
type Users map[string]string

// Htpasswd returns the users as a file of Apache's htpasswd has them.
func (u Users) Htpasswd() (lines []byte) {
	for user, password := range u {
		hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.MinCost)
		if err != nil {
			panic(err) // it is longer than 72 bytes
		}
		lines = fmt.Appendf(lines, "%s:%s\n", user, hash)
	}
	return lines
}
