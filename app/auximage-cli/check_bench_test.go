//go:build linux

package main_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"auximage/app/demo"
)

// gigabyte writes an archive of ten applications, a gigabyte that nothing makes
// smaller, and a model of 10,000 lines with its variables.
func gigabyte(b *testing.B, dir string) (paths []string, size int64) {
	b.Helper()
	archive := filepath.Join(dir, "archive.zip")
	out, err := os.Create(archive)
	if err != nil {
		b.Fatal(err)
	}
	z := zip.NewWriter(out)
	for i := range 10 {
		entry, err := z.Create(fmt.Sprintf("wlsdeploy/applications/app-%d.war", i))
		if err == nil {
			_, err = io.CopyN(entry, rand.NewChaCha8([32]byte{byte(i)}), 100<<20)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), out.Close()); err != nil {
		b.Fatal(err)
	}
	var model, variables strings.Builder
	model.WriteString("domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\nappDeployments:\n  Application:\n")
	for i := range 2500 {
		fmt.Fprintf(&model, "    app-%d:\n      SourcePath: wlsdeploy/applications/app-%d.war\n      Target: '@@PROP:target.%d@@'\n      ModuleType: war\n", i, i%10, i)
		fmt.Fprintf(&variables, "target.%d=cluster-1\n", i)
	}
	paths = []string{filepath.Join(dir, "model.yaml"), filepath.Join(dir, "model.properties"), archive}
	for i, text := range []string{model.String(), variables.String()} {
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		size += info.Size()
	}
	return paths, size
}

// measured runs a command over and over: time and the most memory that it took.
func measured(b *testing.B, size int64, name string, args ...string) {
	b.SetBytes(size)
	most := 0
	for b.Loop() {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), "HOME="+b.TempDir(), "XDG_CACHE_HOME="+b.TempDir())
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		ended := make(chan struct{})
		peak := make(chan int, 1)
		go func() { peak <- peakOf(cmd.Process.Pid, ended) }()
		err := cmd.Wait()
		close(ended)
		if err != nil {
			b.Fatalf("%v: %s", err, &said)
		}
		most = max(most, <-peak)
	}
	b.ReportMetric(float64(most)/1024, "MiB-peak")
}

// peakOf returns the most memory in KiB that a process had when it was last
// looked at before its end: what the kernel says after it counts our own too,
// from which it was forked.
func peakOf(pid int, ended <-chan struct{}) (most int) {
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // it may have ended
		if _, rest, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
			now := 0
			if _, err := fmt.Sscan(string(rest), &now); err == nil {
				most = max(most, now)
			}
		}
		select {
		case <-again.C:
		case <-ended:
			return most
		}
	}
}

// BenchmarkAGigabyte compares the check of an archive of 1 GB and a model of
// 10,000 lines with reading the same files once.
func BenchmarkAGigabyte(b *testing.B) {
	program, err := command()
	if err != nil {
		b.Fatal(err)
	}
	d, err := demo.Start(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	paths, size := gigabyte(b, b.TempDir())
	b.Run("read once", func(b *testing.B) {
		measured(b, size, "sh", append([]string{"-c", `cat "$@" >/dev/null`, "sh"}, paths...)...)
	})
	b.Run("checked", func(b *testing.B) {
		measured(b, size, program, "check", "--tag", demo.Tag, "--model", paths[0], "--variables", paths[1], "--archive", paths[2],
			"--wdt", "none", "--proxy", d.Proxy().URL(), "--ca", d.CAFile())
	})
}
