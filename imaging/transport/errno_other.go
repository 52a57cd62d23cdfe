//go:build !windows

package transport

import "syscall"

// What sockets say of a host that does not listen and of a network that does
// not reach it.
var (
	refused     = []error{syscall.ECONNREFUSED}
	unreachable = []error{syscall.ENETDOWN, syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.EHOSTDOWN}
)
