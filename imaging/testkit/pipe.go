package testkit

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
)

// Network joins listeners and dialers over net.Pipe, so that a test inside
// testing/synctest has servers whose time is the bubble's.
type Network struct {
	mu        sync.Mutex
	listeners map[string]*pipeListener
}

// Listen returns a listener at host:port.
func (n *Network) Listen(addr string) net.Listener {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.listeners == nil {
		n.listeners = map[string]*pipeListener{}
	}
	l := &pipeListener{network: n, addr: addr, conns: make(chan net.Conn), closed: make(chan struct{})}
	n.listeners[addr] = l
	return l
}

// Dial connects to the listener at addr; without one the connection is refused.
func (n *Network) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	n.mu.Lock()
	l := n.listeners[addr]
	n.mu.Unlock()
	refused := &net.OpError{Op: "dial", Net: network, Err: Refused}
	if l == nil {
		return nil, refused
	}
	mine, theirs := pipe()
	select {
	case l.conns <- theirs:
		return mine, nil
	case <-l.closed:
		return nil, refused
	case <-ctx.Done():
		return nil, &net.OpError{Op: "dial", Net: network, Err: ctx.Err()}
	}
}

// Serve serves plain http at addr until the returned function is called; that
// one ends every connection and returns when the server has let go of all.
func (n *Network) Serve(addr string, h http.Handler) (stop func()) {
	return serve(n.Listen(addr), h)
}

// ServeTLS is Serve with a certificate.
func (n *Network) ServeTLS(addr string, h http.Handler, cert tls.Certificate) (stop func()) {
	return serve(tls.NewListener(n.Listen(addr), &tls.Config{Certificates: []tls.Certificate{cert}}), h)
}

func serve(l net.Listener, h http.Handler) (stop func()) {
	var conns sync.WaitGroup
	server := &http.Server{Handler: h, ErrorLog: log.New(io.Discard, "", 0), ConnState: func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			conns.Add(1)
		case http.StateClosed, http.StateHijacked:
			conns.Done()
		}
	}}
	conns.Go(func() { _ = server.Serve(l) })
	return func() {
		_ = server.Close()
		_ = l.Close()
		conns.Wait()
	}
}

type pipeListener struct {
	network *Network
	addr    string
	conns   chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	l.once.Do(func() {
		close(l.closed)
		l.network.mu.Lock()
		defer l.network.mu.Unlock()
		if l.network.listeners[l.addr] == l {
			delete(l.network.listeners, l.addr)
		}
	})
	return nil
}

func (l *pipeListener) Addr() net.Addr { return pipeAddr(l.addr) }

type pipeAddr string

func (a pipeAddr) Network() string { return "pipe" }
func (a pipeAddr) String() string  { return string(a) }

// pipeConn is one end of a net.Pipe that can be reset as a socket can.
type pipeConn struct {
	net.Conn
	wasReset *atomic.Bool
}

func pipe() (net.Conn, net.Conn) {
	a, b := net.Pipe()
	var wasReset atomic.Bool
	return &pipeConn{a, &wasReset}, &pipeConn{b, &wasReset}
}

func (c *pipeConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	return n, c.reason("read", err)
}

func (c *pipeConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	return n, c.reason("write", err)
}

// reason returns what a socket would say in place of the pipe's error.
func (c *pipeConn) reason(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case c.wasReset.Load():
		return &net.OpError{Op: op, Net: "pipe", Err: syscall.ECONNRESET}
	case op == "write" && errors.Is(err, io.ErrClosedPipe):
		return &net.OpError{Op: op, Net: "pipe", Err: syscall.EPIPE}
	}
	return err
}

// reset ends a connection with a reset rather than with its end.
func reset(conn net.Conn) {
	if t, ok := conn.(*tls.Conn); ok {
		conn = t.NetConn()
	}
	switch c := conn.(type) {
	case *pipeConn:
		c.wasReset.Store(true)
	case *net.TCPConn:
		_ = c.SetLinger(0)
	}
	_ = conn.Close()
}
