package testkit

import "syscall"

// What Windows' sockets say (Winsock error codes).
const (
	Refused     = syscall.Errno(10061) // WSAECONNREFUSED
	Unreachable = syscall.Errno(10065) // WSAEHOSTUNREACH
)
