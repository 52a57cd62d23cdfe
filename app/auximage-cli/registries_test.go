package main_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// realOnes runs a test with each registry that others wrote.
func realOnes(t *testing.T, test func(t *testing.T, program string)) {
	t.Helper()
	programs := map[string]string{"Debian's docker-registry": "docker-registry", "CNCF distribution 3": "distribution"}
	if runtime.GOOS == "windows" {
		delete(programs, "Debian's docker-registry")
	}
	for name, program := range programs {
		t.Run(name, func(t *testing.T) { test(t, program) })
	}
}

// real is a registry that others wrote, which can be killed and started again.
type real struct {
	t       *testing.T
	path    string
	config  string
	address string

	mu  sync.Mutex
	cmd *exec.Cmd
}

// newReal starts a registry; how it is reached and who may is for the two
// pieces of YAML to say.
func newReal(t *testing.T, program, tls, auth string) *real {
	t.Helper()
	d := &real{t: t, path: tool(t, program), address: freeAddress(t)}
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
	fetched, err := filepath.Abs("../../build/tools/usr")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{name, filepath.Join(fetched, "bin", name), filepath.Join(fetched, "sbin", name), "/usr/sbin/" + name} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	t.Fatalf("%s is needed: .ci/install test", name)
	return ""
}

// start starts the registry and returns when it listens.
func (d *real) start() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cmd = exec.Command(d.path, "serve", d.config)
	d.cmd.Env = append(os.Environ(), "OTEL_TRACES_EXPORTER=none") // distribution would tell a server of traces
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
		d.t.Errorf("%s does not listen: %s", d.path, said)
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

func (d *real) kill() {
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

// certificate returns the registry's setting for TLS with the network's issuer.
func (n *network) certificate(name string) string {
	n.t.Helper()
	cert, key, err := n.authority.Issue(name)
	if err != nil {
		n.t.Fatal(err)
	}
	return fmt.Sprintf(", tls: {certificate: %s, key: %s}", write(n.t, "cert.pem", cert), write(n.t, "key.pem", key))
}

// pushArgs are the arguments of a push as the user, with the password on stdin.
func (n *network) pushArgs(box *sandbox, size int) []string {
	return slices.Concat([]string{"push", "--tag", tag, "--user", user, "--password-stdin",
		"--wdt", box.file("weblogic-deploy.zip", installer(n.t))}, box.inputs(size), n.flags(box))
}
