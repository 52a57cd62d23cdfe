package main_test

import (
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// ownNetwork is set where a test runs in a network namespace of its own.
const ownNetwork = "AUXIMAGE_TEST_OWN_NETWORK"

// inOwnNetwork runs the test again in a network namespace of its own, and
// tells whether this is that run.
func inOwnNetwork(t *testing.T) bool {
	t.Helper()
	if os.Getenv(ownNetwork) != "" {
		return true
	}
	path, err := command()
	if err != nil {
		t.Fatal(err)
	}
	namespace := []string{tool(t, "unshare"), "--net"}
	if os.Getuid() != 0 {
		namespace = append(namespace, "--map-root-user")
	}
	if said, err := exec.Command(namespace[0], append(namespace[1:], "true")...).CombinedOutput(); err != nil {
		// Nothing that a machine could have would change it: the kernel says no.
		t.Logf("NOT POSSIBLE HERE: a network namespace, as root or with user namespaces: %v: %s", err, said)
		return false
	}
	tool(t, "ip")
	test, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := "^" + strings.ReplaceAll(t.Name(), "/", "$/^") + "$"
	inside := exec.Command(namespace[0], append(namespace[1:], "sh", "-c", `ip link set lo up && exec "$@"`, "sh", test, "-test.run", name, "-test.v")...)
	inside.Env = append(os.Environ(), ownNetwork+"=yes", builtAt+"="+path)
	said, err := inside.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "--- PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, said)
	}
	return false
}

// link sets the link of this network up or down.
func link(t *testing.T, to string) {
	if said, err := exec.Command(tool(t, "ip"), "link", "set", "lo", to).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

func TestALinkMayBeCutInMidBlobAndRestored(t *testing.T) {
	for name, restored := range map[string]func(cut <-chan struct{}, waits <-chan struct{}){
		// Nobody notices but TCP, which sends again.
		"for 3 s": func(cut, _ <-chan struct{}) {
			<-cut
			<-time.After(3 * time.Second)
		},
		"until it was missed": func(_, waits <-chan struct{}) { <-waits },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if inOwnNetwork(t) {
				cutInMidBlob(t, restored)
			}
		})
	}
}

// cutInMidBlob pushes while the link is cut in mid-blob; it is up again when
// restored returns.
func cutInMidBlob(t *testing.T, restored func(cut, waits <-chan struct{})) {
	n, box := newNetwork(t), newSandbox(t)
	d := n.newReal("docker-registry")
	n.Proxy.Lead(host, d.Address)
	n.pushBase(user, password)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	cut, waits, back := make(chan struct{}), make(chan struct{}), make(chan struct{})
	r := &relay{to: d.Address, refused: make(chan struct{}, 1), at: func() {
		link(t, "down")
		close(cut)
	}}
	r.after.Store(10 << 20)
	go r.serve(l)
	n.Proxy.Lead(host, l.Addr().String())
	go func() {
		restored(cut, waits)
		link(t, "up")
		close(back)
	}()
	waiting := 0
	push := box.start(func(_ *run, _ int, line string) {
		t.Log(line)
		if strings.Contains(line, "No data") || strings.Contains(line, "No way") {
			if waiting++; waiting == 1 {
				close(waits)
			}
		}
	}, password, append(n.pushArgs(box, 25<<20), "--patience", "1")...)
	if code := push.end(); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	<-back
	n.pull(push.reference(), user, password)
}
