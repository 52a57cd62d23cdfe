package testkit

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

// Relay stands before a server as a local proxy, a tunnel or a security agent
// stands before a slow line: it takes at once whatever it is sent, and passes it
// on at its own pace.
type Relay struct {
	Network *Network
	To      string // host:port of the server
	Rate    int    // bytes a second towards the server; at 0 nothing gets there
}

// Serve relays the connections to addr until the returned function is called; that
// one ends them all and returns when they are gone.
func (r *Relay) Serve(addr string) (stop func()) {
	listener := r.Network.Listen(addr)
	ctx, cancel := context.WithCancel(context.Background())
	var conns sync.WaitGroup
	conns.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			conns.Go(func() { r.relay(ctx, near) })
		}
	})
	return func() {
		_ = listener.Close()
		cancel()
		conns.Wait()
	}
}

// relay passes one connection on until either side ends it.
func (r *Relay) relay(ctx context.Context, near net.Conn) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	far, err := r.Network.Dial(ctx, "tcp", r.To)
	if err != nil {
		_ = near.Close()
		return
	}
	context.AfterFunc(ctx, func() {
		_ = near.Close()
		_ = far.Close()
	})
	var ways sync.WaitGroup
	taken := make(chan []byte, 1<<16)
	ways.Go(func() {
		defer close(taken)
		for {
			part := make([]byte, 64<<10)
			n, err := near.Read(part)
			if n > 0 {
				taken <- part[:n]
			}
			if err != nil {
				return
			}
		}
	})
	ways.Go(func() {
		defer cancel()
		_, _ = io.Copy(near, far)
	})
	r.drain(ctx, far, taken)
	cancel()
	ways.Wait()
}

// drain passes on what was taken.
func (r *Relay) drain(ctx context.Context, far net.Conn, taken <-chan []byte) {
	for part := range taken {
		var passed <-chan time.Time // at rate 0 for ever
		if r.Rate > 0 {
			passed = time.After(time.Duration(len(part)) * time.Second / time.Duration(r.Rate))
		}
		select {
		case <-ctx.Done():
			return
		case <-passed:
		}
		if _, err := far.Write(part); err != nil {
			return
		}
	}
}
