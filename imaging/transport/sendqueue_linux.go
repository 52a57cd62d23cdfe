package transport

import (
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

// limitUnsent keeps what the kernel takes of a connection near to what goes out,
// so that bytes which move can be told from bytes which only were taken.
func limitUnsent(c net.Conn) {
	control(c, func(fd int) { _ = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, mostUnsent) })
}

// unacknowledged returns how many bytes of a connection the other end has not
// got yet, 0 when that is unknown.
func unacknowledged(c net.Conn) (bytes int) {
	control(c, func(fd int) { bytes, _ = unix.IoctlGetInt(fd, unix.SIOCOUTQ) })
	return bytes
}

// control does something with a connection's socket, if it has one.
func control(c net.Conn, do func(fd int)) {
	if s, ok := c.(syscall.Conn); ok {
		if raw, err := s.SyscallConn(); err == nil {
			_ = raw.Control(func(fd uintptr) { do(int(fd)) })
		}
	}
}
