//go:build unix

package prepare

import (
	"os/exec"
	"syscall"
)

const script = "prepareModel.sh"

// own puts the child at the head of a process group of its own, so that a stop
// reaches the java that the script starts.
func own(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGTERM) }
}

// reap ends what is left of the child's group.
func reap(c *exec.Cmd) {
	if c.Process != nil {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) // none left is the usual case
	}
}
