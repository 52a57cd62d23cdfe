package main_test

import (
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// tinyproxy is Debian's proxy, which wants a user and a password, and leads to
// the proxy of a network.
type tinyproxy struct {
	address string
	mu      sync.Mutex
	said    strings.Builder
}

const proxyUser, proxyPassword = "lab", "pr0xy-s3cret"

func newTinyproxy(t *testing.T, n *network) *tinyproxy {
	t.Helper()
	p := &tinyproxy{address: freeAddress(t)}
	_, port, _ := strings.Cut(p.address, ":")
	config := fmt.Sprintf("Port %s\nListen 127.0.0.1\nTimeout 60\nLogLevel Info\nBasicAuth %s %s\nConnectPort 443\nUpstream http %s\n",
		port, proxyUser, proxyPassword, strings.TrimPrefix(n.proxy.URL(), "http://"))
	cmd := exec.Command(tool(t, "tinyproxy"), "-d", "-c", write(t, "tinyproxy.conf", []byte(config)))
	out, into := io.Pipe()
	cmd.Stdout, cmd.Stderr = into, into
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = into.Close()
	})
	if said, ok := wait(io.TeeReader(out, p), "Accepting connections"); !ok {
		t.Fatalf("tinyproxy does not listen: %s", said)
	}
	return p
}

// Write keeps what the proxy says.
func (p *tinyproxy) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.Write(text)
}

func (p *tinyproxy) log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// through are the arguments of a push without a proxy's flag, which the
// sandbox's environment names instead.
func (n *network) through(box *sandbox, proxy string) []string {
	box.env = append(box.env, "HTTPS_PROXY="+proxy)
	args := n.pushArgs(box, 1<<20)
	at := slices.Index(args, "--proxy")
	return slices.Delete(args, at, at+2)
}

func TestAPushGoesThroughARealProxyWithAPassword(t *testing.T) {
	n, box := newNetwork(t), newSandbox(t)
	d := newReal(t, "docker-registry", n.certificate(host), passwordFile(t))
	n.proxy.Lead(host, d.address)
	n.pushBase(user, password)
	proxy := newTinyproxy(t, n)
	done := box.do(0, password, n.through(box, "http://"+proxyUser+":"+proxyPassword+"@"+proxy.address)...)
	n.pull(done.reference(), user, password)
	if !strings.Contains(proxy.log(), "CONNECT "+host+":443") {
		t.Errorf("the proxy has not seen it:\n%s", proxy.log())
	}
}

func TestARealProxysRefusalIsNamedWithoutThePassword(t *testing.T) {
	n, box := newNetwork(t), newSandbox(t)
	proxy := newTinyproxy(t, n)
	const wrong = "wrong-s3cret"
	r := box.do(1, password, n.through(box, "http://"+proxyUser+":"+wrong+"@"+proxy.address)...)
	r.said("proxy")
	if text := r.stdout.String() + r.stderr.String(); strings.Contains(text, wrong) || strings.Contains(text, password) {
		t.Errorf("it shows the password:\n%s", text)
	}
}
