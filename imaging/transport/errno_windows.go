package transport

import "syscall"

// What Windows' sockets say (Winsock error codes), which are not the numbers
// that package syscall gives the names of Unix there.
var (
	refused     = []error{syscall.Errno(10061)}                                             // WSAECONNREFUSED
	unreachable = []error{syscall.Errno(10050), syscall.Errno(10051), syscall.Errno(10065)} // WSAENETDOWN, WSAENETUNREACH, WSAEHOSTUNREACH
)
