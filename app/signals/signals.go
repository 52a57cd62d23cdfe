// Package signals names the signals that end a program which has work to tidy up.
package signals

import (
	"os"
	"os/signal"
	"syscall"
)

// Ending returns the signals that end the work as Ctrl-C does: that and SIGQUIT of a
// keyboard, SIGTERM of a service manager and of a Windows console that is closed, and
// SIGHUP of a terminal that is, unless who started the program has that ignored, as
// nohup does.
func Ending() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGQUIT, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}
