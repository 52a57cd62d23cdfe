package transport

import (
	"io"
	"net"
	"runtime"
	"testing"
	"time"
)

// joined returns both ends of a connection over loopback.
func joined(t *testing.T) (near, far *net.TCPConn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	dialled, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = dialled.Close(), accepted.Close() })
	return dialled.(*net.TCPConn), accepted.(*net.TCPConn)
}

// TestTheKernelTellsWhatItHolds has an end that reads nothing: what it has no
// room for stays on this side, is known, and little of it is taken at all.
func TestTheKernelTellsWhatItHolds(t *testing.T) {
	near, far := joined(t)
	if err := far.SetReadBuffer(64 << 10); err != nil {
		t.Fatal(err)
	}
	limitUnsent(near)
	if err := near.SetWriteDeadline(time.Now().Add(2 * time.Second)); err != nil {
		t.Fatal(err)
	}
	n, err := near.Write(make([]byte, 64<<20))
	if err == nil {
		t.Fatal("all of it was taken")
	}
	held := unacknowledged(near)
	if held == 0 {
		t.Error("the kernel is said to hold nothing")
	}
	if held > n {
		t.Errorf("the kernel is said to hold %d of %d bytes", held, n)
	}
	c := &conn{Conn: near}
	stalls := &stallTimer{queue: c.unacknowledged, held: held}
	if stalls.drains() {
		t.Error("it is said to send on while the other end reads nothing")
	}
	if _, err := io.CopyN(io.Discard, far, int64(n)); err != nil {
		t.Fatal(err)
	}
	for unacknowledged(near) > 0 { // the last acknowledgement is on its way
		runtime.Gosched()
	}
	if !stalls.drains() {
		t.Error("it is not said to have sent on")
	}
}
