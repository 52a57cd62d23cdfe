//go:build window

package main

import (
	"archive/zip"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"auximage/app/internal/person"
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
	h := person.AtProgram(b, run.Process.Pid, b.TempDir())
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

// idleOf returns the processor time that a program's window takes while nothing
// happens.
func idleOf(b *testing.B, path string) time.Duration {
	b.Helper()
	run := exec.Command(path)
	if err := run.Start(); err != nil {
		b.Fatal(err)
	}
	person.AtProgram(b, run.Process.Pid, b.TempDir())
	<-time.After(settling)
	before := processorTime(b, run.Process.Pid)
	<-time.After(idleFor)
	used := processorTime(b, run.Process.Pid) - before
	over(b, run)
	return used
}

func over(b *testing.B, run *exec.Cmd) {
	b.Helper()
	if err := run.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	_ = run.Wait() // it was killed
}

// processorTime returns what a process has used, of user and system.
func processorTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), ") ") // behind the name
	const user, system = 11, 12                   // of what follows it
	fields := strings.Fields(rest)
	var ticks int
	for _, i := range []int{user, system} {
		n, err := strconv.Atoi(fields[i])
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / 100
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
