//go:build window

package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"auximage/app/demo/loopback"
)

// dockerRegistry is Debian's docker-registry over TLS, with one account.
type dockerRegistry struct {
	address string // on loopback
	user    string
	token   string // new with every registry, so that it can be searched for
	caPEM   []byte
	storage string
}

// registryConfig has the places of storage, htpasswd, certificate and key.
const registryConfig = `version: 0.1
storage: {filesystem: {rootdirectory: %q}}
auth: {htpasswd: {realm: test, path: %q}}
http: {addr: "127.0.0.1:0", tls: {certificate: %q, key: %q}}
`

// listening is what the registry logs when it can be reached.
var listening = regexp.MustCompile(`listening on (127\.0\.0\.1:\d+)`)

// startRegistry starts a registry that answers to a name until the test ends.
func startRegistry(t testing.TB, name, user string) dockerRegistry {
	t.Helper()
	authority, err := loopback.NewAuthority("Test registry")
	if err != nil {
		t.Fatal(err)
	}
	cert, key, err := authority.Issue(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	r := dockerRegistry{user: user, token: rand.Text(), caPEM: authority.PEM(), storage: filepath.Join(dir, "storage")}
	put := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	config := put("config.yml", fmt.Appendf(nil, registryConfig, r.storage,
		put("htpasswd", htpasswd(t, user, r.token)), put("cert.pem", cert), put("key.pem", key)))

	ctx, stop := context.WithCancel(context.Background())
	run := exec.CommandContext(ctx, "docker-registry", "serve", config)
	log, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = run.Wait() // it was killed
	})
	lines := bufio.NewScanner(log)
	var said strings.Builder
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if at := listening.FindStringSubmatch(lines.Text()); at != nil {
			r.address = at[1]
			go func() { // whoever does not read a pipe holds up who writes
				for lines.Scan() {
				}
			}()
			return r
		}
	}
	t.Fatalf("docker-registry did not start:\n%s", said.String())
	return r
}

// htpasswd returns the account's line; the token goes in by standard input.
func htpasswd(t testing.TB, user, token string) []byte {
	t.Helper()
	run := exec.Command("htpasswd", "-niB", user)
	run.Stdin = strings.NewReader(token + "\n")
	line, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	return line
}
