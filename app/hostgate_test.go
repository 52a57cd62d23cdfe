//go:build window

package main

import (
	"bufio"
	"io"
	"net"
	"strings"
	"sync"
)

// hostGate stands before the lab's proxy: the way to one host can be shut, so that
// a job stands still there.
type hostGate struct {
	proxy  string
	mu     sync.Mutex
	turned sync.Cond
	host   string // that is shut off, empty for none
	left   int64  // bytes that may still pass to and from it
	held   int    // writes that wait
}

// hostGate puts an open gate before the proxy, for sessions that start from now on.
func (l *lab) hostGate() *hostGate {
	l.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.t.Fatal(err)
	}
	v := &hostGate{proxy: strings.TrimPrefix(l.proxy, "http://")}
	v.turned.L = &v.mu
	l.proxy = "http://" + listener.Addr().String()
	l.t.Cleanup(func() {
		_ = listener.Close()
		v.open()
	})
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go v.connect(client)
		}
	}()
	return v
}

// shut lets so many more bytes pass to and from a host, both ways together.
func (v *hostGate) shut(host string, after int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.host, v.left = host, after
	v.turned.Broadcast()
}

func (v *hostGate) open() { v.shut("", 0) }

// holding tells whether something waits at the gate.
func (v *hostGate) holding() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.held > 0
}

// pass returns once so many bytes may go to or from a host.
func (v *hostGate) pass(host string, bytes int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for v.host == host && v.left < bytes {
		v.held++
		v.turned.Wait()
		v.held--
	}
	v.left -= bytes
}

// connect leads a connection to the proxy; its first line says to which host
// it goes: "CONNECT host:443 HTTP/1.1".
func (v *hostGate) connect(client net.Conn) {
	defer func() { _ = client.Close() }()
	proxy, err := net.Dial("tcp", v.proxy)
	if err != nil {
		return
	}
	defer func() { _ = proxy.Close() }()
	reader := bufio.NewReader(client)
	first, err := reader.ReadString('\n')
	if err != nil {
		return
	}
	if _, err := io.WriteString(proxy, first); err != nil {
		return
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(first, "CONNECT "), ":")
	var both sync.WaitGroup
	both.Go(func() { v.carry(host, proxy, client, reader) })
	both.Go(func() { v.carry(host, client, proxy, proxy) })
	both.Wait()
}

// carry copies until either end closes.
func (v *hostGate) carry(host string, to, from net.Conn, content io.Reader) {
	_, _ = io.Copy(passing{v, host, to}, content) // its end is the connection's
	_ = to.Close()
	_ = from.Close()
}

// passing writes what the gate lets pass.
type passing struct {
	*hostGate
	host string
	to   io.Writer
}

func (p passing) Write(b []byte) (int, error) {
	p.pass(p.host, int64(len(b)))
	return p.to.Write(b)
}
