//go:build linux

package main

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// link is how a relay carries bytes; the zero value carries them at once.
type link struct {
	delay time.Duration // of each way: half of a round trip
	up    float64       // bytes a second towards the registry; 0 is as fast as they come
}

// far is a registry on another continent, behind a usual line of a small office.
var far = link{delay: 50 * time.Millisecond, up: 20e6 / 8}

// relay stands before a registry, counts the bytes that go to it and lets it
// seem as far away as its link says.
type relay struct {
	host     string
	listener net.Listener
	link     atomic.Pointer[link]
	sent     atomic.Int64 // bytes towards the registry

	mu   sync.Mutex
	free time.Time // when the line towards the registry has carried all that it was given
}

func startRelay(to string) (*relay, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &relay{host: l.Addr().String(), listener: l}
	r.link.Store(&link{})
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go r.carry(conn.(*net.TCPConn), to)
		}
	}()
	return r, nil
}

func (r *relay) stop() { _ = r.listener.Close() }

// window is how many bytes are under way on a connection at most: what 100 ms
// of the far line hold. A client that is ahead of it is not read from.
const window = 256 << 10

// carry joins a client's connection with one to the registry. A handshake of
// TCP, which loopback answers at once, takes its way to and fro too.
func (r *relay) carry(client *net.TCPConn, to string) {
	link := r.link.Load()
	server, err := net.Dial("tcp", to)
	if err != nil {
		_ = client.Close()
		return
	}
	_ = client.SetReadBuffer(window)
	connected := time.Now().Add(2 * link.delay)
	go r.pass(client, server.(*net.TCPConn), func(n int) time.Time {
		r.sent.Add(int64(n))
		return later(r.carried(link, n), connected).Add(link.delay)
	})
	r.pass(server.(*net.TCPConn), client, func(int) time.Time { return time.Now().Add(link.delay) })
}

// carried returns when the line has carried n more bytes.
func (r *relay) carried(l *link, n int) time.Time {
	if l.up == 0 {
		return time.Now()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.free = later(r.free, time.Now()).Add(time.Duration(float64(n) / l.up * float64(time.Second)))
	return r.free
}

func later(x, y time.Time) time.Time {
	if x.After(y) {
		return x
	}
	return y
}

// pass hands on what comes at the time at which it is due, in order, and ends
// the one side as the other ended.
func (r *relay) pass(from, to *net.TCPConn, due func(n int) time.Time) {
	type piece struct {
		bytes []byte
		due   time.Time
	}
	const size = 16 << 10
	under := make(chan piece, window/size)
	go func() {
		defer close(under)
		for {
			buffer := make([]byte, size)
			n, err := from.Read(buffer)
			if n > 0 {
				under <- piece{buffer[:n], due(n)}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range under {
		time.Sleep(time.Until(p.due))
		if _, err := to.Write(p.bytes); err != nil {
			break
		}
	}
	_ = to.CloseWrite()
	_, _ = io.Copy(io.Discard, from) // until it is over: whoever still sends is not reset
	for range under {                // nobody waits to hand it over
		continue
	}
	_ = from.Close()
}
