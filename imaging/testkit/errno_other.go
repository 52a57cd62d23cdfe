//go:build !windows

package testkit

import "syscall"

// What the system's sockets say.
const (
	Refused     = syscall.ECONNREFUSED
	Unreachable = syscall.EHOSTUNREACH
)
