package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// pipe returns a pipe in the sandbox files.
func (box *sandbox) pipe(name string) string {
	box.t.Helper()
	path := filepath.Join(box.folder("files"), name)
	if said, err := exec.Command(tool(box.t, "mkfifo"), "-m", "600", path).CombinedOutput(); err != nil {
		box.t.Fatalf("%v: %s", err, said)
	}
	return path
}

func TestAnInterruptEndsTheReadingOfASilentPipe(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			box := newSandbox(t)
			path := box.pipe("secret")
			r := box.start(nil, "", "push", "--tag", repository+":v1", "--user", user, "--password-file", path)
			silent, err := os.OpenFile(path, os.O_WRONLY, 0) // waits for the program to open it
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = silent.Close() }()
			if err := r.cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if code := r.end(); code != 130 {
				t.Errorf("exit code %d\n%s", code, &r.stderr)
			}
		})
	}
}

func TestASecretMayComeFromAPipeAndNothingElse(t *testing.T) {
	box := newSandbox(t)
	pipe := box.pipe("pipe")
	for _, flag := range []string{"--ca", "--project", "--from", "--base-file"} {
		for _, path := range []string{pipe, os.DevNull} {
			box.do(1, "", "push", "--tag", repository+":v1", flag, path).said(flag + " needs a regular file, and " + path + " is not one.")
		}
	}
	large := box.file("large.pem", nil)
	if err := os.Truncate(large, 10<<20+1); err != nil {
		t.Fatal(err)
	}
	box.do(1, "", "check", "--tag", repository+":v1", "--ca", large).said("large.pem is too large for a file of certificates.")
}
