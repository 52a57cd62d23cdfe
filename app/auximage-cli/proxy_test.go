package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/testkit"
)

const proxyUser, proxyPassword = "lab", "pr0xy-s3cret"

// newTinyproxy starts Debian's proxy, which wants a user and a password and leads
// to the proxy of a network.
func newTinyproxy(t *testing.T, n *network) (proxy *testkit.Process, address string) {
	t.Helper()
	address = testkit.FreeAddress(t)
	_, port, _ := strings.Cut(address, ":")
	config := fmt.Sprintf("Port %s\nListen 127.0.0.1\nTimeout 60\nLogLevel Info\nBasicAuth %s %s\nConnectPort 443\nUpstream http %s\n",
		port, proxyUser, proxyPassword, strings.TrimPrefix(n.ProxyURL(), "http://"))
	return testkit.ServeBy(t, address, "tinyproxy", "-d", "-c", write(t, "tinyproxy.conf", []byte(config))), address
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
	d := n.newReal("docker-registry")
	n.Proxy.Lead(host, d.Address)
	n.pushBase(user, password)
	proxy, address := newTinyproxy(t, n)
	done := box.do(0, password, n.through(box, "http://"+proxyUser+":"+proxyPassword+"@"+address)...)
	n.pull(done.reference(), user, password)
	if !strings.Contains(proxy.Said(), "CONNECT "+host+":443") {
		t.Errorf("the proxy has not seen it:\n%s", proxy.Said())
	}
}

func TestARealProxysRefusalIsNamedWithoutThePassword(t *testing.T) {
	n, box := newNetwork(t), newSandbox(t)
	_, address := newTinyproxy(t, n)
	const wrong = "wrong-s3cret"
	r := box.do(1, password, n.through(box, "http://"+proxyUser+":"+wrong+"@"+address)...)
	r.said("proxy")
	if text := r.stdout.String() + r.stderr.String(); strings.Contains(text, wrong) || strings.Contains(text, password) {
		t.Errorf("it shows the password:\n%s", text)
	}
}
