package prepare

import (
	"os/exec"
	"strconv"
	"syscall"
)

const script = "prepareModel.cmd"

// own keeps a console window from opening; a stop ends the child's whole tree.
func own(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
	c.Cancel = func() error { return killTree(c) }
}

func reap(c *exec.Cmd) {
	if c.Process != nil && c.ProcessState == nil {
		_ = killTree(c)
	}
}

func killTree(c *exec.Cmd) error {
	return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(c.Process.Pid)).Run()
}
