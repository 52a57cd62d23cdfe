//go:build linux

package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// daemon is a dockerd of the bench's own, with its containerd.
type daemon struct{ process *exec.Cmd }

func socket(dir string) string { return "unix://" + filepath.Join(dir, "docker.sock") }

// dockerAway returns why docker cannot be measured here, empty when it can.
func dockerAway(ctx context.Context, work string) string {
	for _, name := range []string{"docker", "dockerd", "containerd", "runc"} {
		if _, err := exec.LookPath(name); err != nil {
			return "no " + name + " here"
		}
	}
	dir, err := os.MkdirTemp(work, "try-*")
	if err != nil {
		return err.Error()
	}
	d, err := startDocker(ctx, dir)
	if err != nil {
		return err.Error()
	}
	d.stop()
	_ = os.RemoveAll(dir)
	return ""
}

// startDocker starts a dockerd whose images and socket stand below dir.
func startDocker(ctx context.Context, dir string) (*daemon, error) {
	said, err := os.Create(filepath.Join(dir, "dockerd.log"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = said.Close() }()
	c := exec.CommandContext(ctx, "dockerd", "--data-root", filepath.Join(dir, "docker"), "--exec-root", filepath.Join(dir, "exec"),
		"--pidfile", filepath.Join(dir, "dockerd.pid"), "-H", socket(dir), "--iptables=false", "--bridge=none",
		"--storage-driver", "overlay2", "--insecure-registry", "127.0.0.0/8")
	c.Stdout, c.Stderr = said, said
	// It ends what it started and unmounts when it is asked to, not when killed.
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	if err := c.Start(); err != nil {
		return nil, err
	}
	d := &daemon{c}
	if err := d.awaitAnswer(ctx, dir); err != nil {
		d.stop()
		return nil, err
	}
	return d, nil
}

func (d *daemon) awaitAnswer(ctx context.Context, dir string) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		ask := exec.CommandContext(ctx, "docker", "-H", socket(dir), "version")
		if ask.Run() == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return errors.New("its daemon could not be started")
		}
	}
}

// stop ends the daemon; a nil one is none.
func (d *daemon) stop() {
	if d == nil {
		return
	}
	_ = d.process.Process.Signal(syscall.SIGTERM)
	_ = d.process.Wait()
}

// usage returns the CPU seconds of the daemon and of those that it started, and
// the peak memory of the largest of them. A nil one uses nothing.
func (d *daemon) usage() (cpu, memory float64) {
	if d == nil {
		return 0, 0
	}
	pid := d.process.Process.Pid
	for _, id := range append(children(pid), pid) {
		cpu += ticks(id, 11, 12, 13, 14)
		memory = max(memory, peak(id))
	}
	return cpu, memory
}
