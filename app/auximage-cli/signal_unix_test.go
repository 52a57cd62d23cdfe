//go:build unix

package main_test

import (
	"os/signal"
	"syscall"
)

// killed is what the tests take for the exit code of what a signal ended.
const killed = -1

// signals tells whether a program here can be sent the signal.
func signals(s syscall.Signal) bool { return !signal.Ignored(s) } // as nohup has it

// signal sends a signal to the program.
func (r *run) signal(s syscall.Signal) error { return r.cmd.Process.Signal(s) }
