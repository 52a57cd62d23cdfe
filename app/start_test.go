//go:build window

package main

import (
	"archive/zip"
	"crypto/rand"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"auximage/app/internal/windowdriver"
)

// startOf returns how long a program takes until its window is there, until
// something is painted in it and, with writes, until something is written in it.
func startOf(b *testing.B, path string, writes bool) (there, painted, written time.Duration) {
	b.Helper()
	began := time.Now()
	run := exec.Command(path)
	if err := run.Start(); err != nil {
		b.Fatal(err)
	}
	h := windowdriver.ForProgram(b, run.Process.Pid, b.TempDir())
	there = time.Since(began)
	h.SeesPaint()
	painted = time.Since(began)
	if writes {
		h.SeesWriting()
		written = time.Since(began)
	}
	over(b, run)
	return there, painted, written
}

// idleOf returns the processor time that each program's window takes while
// nothing happens, side by side: what a core does in a second varies more than
// they differ.
func idleOf(b *testing.B, paths []string) map[string]time.Duration {
	b.Helper()
	used := map[string]time.Duration{}
	running := map[string]int{}
	for _, path := range paths {
		run := exec.Command(path)
		if err := run.Start(); err != nil {
			b.Fatal(err)
		}
		defer over(b, run)
		windowdriver.ForProgram(b, run.Process.Pid, b.TempDir())
		running[path] = run.Process.Pid
	}
	<-time.After(settling)
	for path, pid := range running {
		used[path] = -processorTime(b, pid)
	}
	<-time.After(idleFor)
	for path, pid := range running {
		used[path] += processorTime(b, pid)
	}
	return used
}

func over(b *testing.B, run *exec.Cmd) {
	b.Helper()
	if err := run.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	_ = run.Wait() // it was killed
}

// processorTime returns what all threads of a process have used, to the nanosecond:
// the clock that clock_getcpuclockid(3) names, where /proc counts in hundredths.
func processorTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	const scheduled = 2 // as the scheduler counts
	var used unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|scheduled), &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Nano())
}

// largeArchive returns an archive of 1 GiB that does not compress.
func largeArchive(b *testing.B, dir string) string {
	b.Helper()
	path := filepath.Join(dir, "large.zip")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "wlsdeploy/applications/large.war", Method: zip.Store})
	if err == nil {
		_, err = io.CopyN(w, rand.Reader, largeBytes)
	}
	if err == nil {
		err = z.Close()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		b.Fatal(err)
	}
	return path
}
