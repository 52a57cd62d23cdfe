package main_test

import (
	"os"
	"os/signal"
	"sync"
	"syscall"

	"golang.org/x/sys/windows"
)

// killed is the exit code of what TerminateProcess ended.
const killed = 1

// hearCtrlC keeps Ctrl+C from ending the tests themselves.
var hearCtrlC = sync.OnceFunc(func() { signal.Notify(make(chan os.Signal, 1), os.Interrupt) })

// signals tells whether a program here can be sent the signal.
func signals(s syscall.Signal) bool { return s == syscall.SIGINT || s == syscall.SIGKILL }

// signal kills the program, or strikes Ctrl+C as a person does: for all on this console.
func (r *run) signal(s syscall.Signal) error {
	if s == syscall.SIGKILL {
		return r.cmd.Process.Kill()
	}
	hearCtrlC()
	return windows.GenerateConsoleCtrlEvent(windows.CTRL_C_EVENT, 0)
}
