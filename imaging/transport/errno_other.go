//go:build !windows

package transport

import "syscall"

// What sockets say of a host that does not listen and of a network that does
// not reach it.
var (
	refusals = []error{syscall.ECONNREFUSED}
	dead     = []error{syscall.ENETDOWN, syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.EHOSTDOWN}
)
