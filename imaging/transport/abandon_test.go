package transport

import (
	"io"
	"net"
	"testing"
)

func TestAConnectionIsAbandonedUnlessARequestUsesIt(t *testing.T) {
	for name, used := range map[string]bool{"nobody uses it": false, "another request uses it": true} {
		t.Run(name, func(t *testing.T) {
			near, far := net.Pipe()
			defer func() { _ = far.Close() }()
			c := &conn{Conn: near, closed: make(chan struct{})}
			if used {
				c.claim(nil)
			}
			c.abandon()
			go func() { _, _ = far.Write([]byte("!")) }()
			_, err := c.Read(make([]byte, 1))
			if open := err == nil; open != used {
				t.Errorf("open is %v (%v)", open, err)
			}
			if err != nil && err != io.ErrClosedPipe {
				t.Errorf("error %v", err)
			}
			_ = c.Close()
		})
	}
}
