package testkit

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// Process is a program of others that listens at an address.
type Process struct {
	cmd   *exec.Cmd
	said  output
	ended chan struct{}
}

// output is what a program says, which may be read meanwhile.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(text []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(text)
}

// Said returns what the program said so far.
func (p *Process) Said() string {
	p.said.mu.Lock()
	defer p.said.mu.Unlock()
	return p.said.text.String()
}

// StartProcess starts a program and returns when it listens at the address, or at the
// socket of a path; when it ends before, the error has what it said.
func StartProcess(ctx context.Context, address, program string, args ...string) (*Process, error) {
	path, err := Tool(program)
	if err != nil {
		return nil, err
	}
	p := &Process{cmd: exec.CommandContext(ctx, path, args...), ended: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), "OTEL_TRACES_EXPORTER=none") // distribution would tell a server of traces
	p.cmd.Stdout, p.cmd.Stderr = &p.said, &p.said
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	return p, p.listening(address)
}

func (p *Process) listening(address string) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	network := "tcp"
	if filepath.IsAbs(address) {
		network = "unix"
	}
	for {
		if conn, err := net.Dial(network, address); err == nil {
			return conn.Close()
		}
		select {
		case <-tick.C:
		case <-p.ended:
			return fmt.Errorf("%s ended: %s", p.cmd.Path, p.Said())
		}
	}
}

// Kill ends the program at once, Stop lets it end those that it started itself.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// Stop ends the program.
func (p *Process) Stop() {
	if p.cmd.Process.Signal(os.Interrupt) != nil { // Windows has no such signal
		_ = p.cmd.Process.Kill()
	}
	<-p.ended
}

// Tool returns the path of a program of another package: one of the system's, or
// one that .ci/install fetched into build/tools of a folder above.
func Tool(name string) (string, error) {
	paths := []string{name, "/usr/sbin/" + name}
	at, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		fetched := filepath.Join(at, "build", "tools", "usr")
		paths = append(paths, filepath.Join(fetched, "bin", name), filepath.Join(fetched, "sbin", name))
		above := filepath.Dir(at)
		if above == at {
			break
		}
		at = above
	}
	for _, path := range paths {
		if found, err := exec.LookPath(path); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("%s is needed: .ci/install test", name)
}

// freeAddress returns a loopback address that nobody listens at.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// FreeAddress returns a loopback address that nobody listens at.
func FreeAddress(t testing.TB) string {
	t.Helper()
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// ServeBy starts a program that listens at an address until the test ends.
func ServeBy(t testing.TB, address, program string, args ...string) *Process {
	t.Helper()
	p, err := StartProcess(context.Background(), address, program, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	return p
}
