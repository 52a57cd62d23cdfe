package main_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"auximage/imaging/testkit"
)

func TestARealRegistryKeepsWhatIsPushed(t *testing.T) {
	testkit.EachReal(t, keepsWhatIsPushed)
}

func keepsWhatIsPushed(t *testing.T, program string) {
	n, box := newNetwork(t), newSandbox(t)
	d := n.newReal(program)
	n.Proxy.Lead(host, d.Address)
	n.pushBase(user, password)
	first := box.do(0, password, n.pushArgs(box, 1<<20)...)
	n.pull(first.reference(), user, password)
	again := box.do(0, password, append(n.pushArgs(box, 1<<20), "--json")...)
	var result struct {
		Digest    string
		BytesSent int64
	}
	if err := json.Unmarshal(again.stdout.Bytes(), &result); err != nil || result.BytesSent != 0 || result.Digest != first.digest() {
		t.Errorf("%+v, %v", result, err)
	}
}

// relay carries connections to an address, and calls at once after so many
// bytes towards it.
type relay struct {
	to      string
	after   atomic.Int64
	at      func()
	refused chan struct{} // gets one for each connection that could not be made
}

func (r *relay) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go r.carry(conn)
	}
}

func (r *relay) carry(from net.Conn) {
	defer func() { _ = from.Close() }()
	to, err := net.Dial("tcp", r.to)
	if err != nil {
		select {
		case r.refused <- struct{}{}:
		default:
		}
		return
	}
	defer func() { _ = to.Close() }()
	go func() {
		_, _ = io.Copy(from, to)
		_ = from.Close()
	}()
	_, _ = io.Copy(to, io.TeeReader(from, r))
}

// Write counts.
func (r *relay) Write(p []byte) (int, error) {
	if left := r.after.Add(-int64(len(p))); left < 0 && left+int64(len(p)) >= 0 {
		r.at()
	}
	return len(p), nil
}

// TestARealRegistryMayDieInMidBlob kills it after some of a blob, and starts it
// again when it was missed.
func TestARealRegistryMayDieInMidBlob(t *testing.T) {
	testkit.EachReal(t, func(t *testing.T, program string) {
		t.Run("with a password file", func(t *testing.T) {
			n := newNetwork(t)
			d := n.newReal(program)
			n.diesInMidBlob(d, func(address string) { n.Proxy.Lead(host, address) })
		})
		t.Run("with tokens of two seconds", func(t *testing.T) {
			n := newNetwork(t)
			s := newTokens(t, 2*time.Second, 2*time.Second)
			d := testkit.NewReal(t, &testkit.Real{Program: program, Auth: s.setting()})
			f := newFront(t, d)
			f.tokens = s
			n.Serve(f, host)
			n.diesInMidBlob(d, f.lead)
		})
	})
}

// diesInMidBlob pushes to a registry that dies in mid-blob; lead leads the way
// to it by an address that stands for its own.
func (n *network) diesInMidBlob(d *testkit.Real, lead func(address string)) {
	n.t.Helper()
	lead(d.Address)
	n.pushBase(user, password)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		n.t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	r := &relay{to: d.Address, refused: make(chan struct{}, 1)}
	back := make(chan struct{})
	r.at = func() {
		d.Kill()
		go func() {
			<-r.refused // it was missed
			if err := d.Start(context.Background()); err != nil {
				n.t.Error(err)
			}
			close(back)
		}()
	}
	r.after.Store(10 << 20)
	go r.serve(l)
	lead(l.Addr().String())
	box := newSandbox(n.t)
	done := box.do(0, password, n.pushArgs(box, 25<<20)...)
	<-back
	n.pull(done.reference(), user, password)
}
