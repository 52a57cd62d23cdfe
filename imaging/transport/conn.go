package transport

import (
	"context"
	"net"
	"os"
	"sync"
	"time"
)

// dialTimeout bounds one attempt to connect: a host that takes longer is as
// good as away, and is tried again.
const dialTimeout = 15 * time.Second

// answerTime is how long a failed write waits for the answer that may be on its
// way: a server that refuses a body often says why and closes at once, and the
// reset can be noticed before the words.
const answerTime = 500 * time.Millisecond

// conn tells the attempt that uses it which bytes move. While its first
// attempt waits for a handshake it is closed with it: http.Transport itself
// lets a dial go on after its request was cancelled.
type conn struct {
	net.Conn
	mu     sync.Mutex
	user   *attempt
	used   bool // by a request: no longer its first attempt's own
	unhook func() bool
	closed chan struct{}
	once   sync.Once
}

// dial connects for the attempt in ctx.
func (t *Transport) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	a, _ := ctx.Value(attemptKey{}).(*attempt)
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	if a != nil {
		defer context.AfterFunc(a.ctx, cancel)()
	}
	raw, err := t.dialer(ctx, network, addr)
	if err != nil {
		if context.Cause(ctx) == context.DeadlineExceeded {
			return nil, &net.OpError{Op: "dial", Net: network, Err: os.ErrDeadlineExceeded}
		}
		return nil, err
	}
	limitUnsent(raw)
	c := &conn{Conn: raw, user: a, closed: make(chan struct{})}
	if a != nil {
		unhook := context.AfterFunc(a.ctx, c.abandon)
		c.mu.Lock()
		c.unhook = unhook
		c.mu.Unlock()
	}
	return c, nil
}

// claim makes the attempt the one that hears what moves.
func (c *conn) claim(a *attempt) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unhook != nil {
		c.unhook()
		c.unhook = nil
	}
	c.user, c.used = a, true
	if a != nil {
		a.stall.on(c)
	}
}

// unacknowledged returns how many bytes the other end has not got yet.
func (c *conn) unacknowledged() int { return unacknowledged(c.Conn) }

// abandon closes a connection that no request uses. One that its first attempt
// dialled in vain may have been given to another: closing it then would lose
// the answer to that one's request.
func (c *conn) abandon() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.used {
		_ = c.Close()
	}
}

// moved tells the attempt that n bytes moved, and returns it; nil when there is
// none.
func (c *conn) moved(n int) *attempt {
	c.mu.Lock()
	a := c.user
	c.mu.Unlock()
	if a != nil && n > 0 {
		a.stall.moved(n)
	}
	return a
}

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.moved(n)
	return n, err
}

func (c *conn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if a := c.moved(n); a != nil {
		a.delivery.sent(n)
	}
	if err != nil {
		timer := time.NewTimer(answerTime)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-c.closed:
		}
	}
	return n, err
}

func (c *conn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

// connOf returns the conn beneath one or two layers of TLS, nil when it is none
// of ours.
func connOf(c net.Conn) *conn {
	for {
		switch layer := c.(type) {
		case *conn:
			return layer
		case interface{ NetConn() net.Conn }:
			c = layer.NetConn()
		default:
			return nil
		}
	}
}
