package main_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"auximage/imaging/testkit"
)

// builtAt is set where the program was built already.
const builtAt = "AUXIMAGE_TEST_BUILT"

// command returns the path of the program, built once for all tests.
var command = sync.OnceValues(func() (string, error) {
	if path := os.Getenv(builtAt); path != "" {
		return filepath.Abs(path) // on Windows one of this drive
	}
	path, err := filepath.Abs("../../build/test/auximage-cli")
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" {
		path += ".exe" // starts nothing else
	}
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		return "", errors.New(string(said))
	}
	return path, nil
})

// sandbox is folders of its own, among them a home, in which the program is run.
type sandbox struct {
	t    *testing.T
	root string // of all folders that the program may write to
	env  []string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	box := &sandbox{t: t, root: t.TempDir()}
	box.env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	for variable, folder := range testkit.Homes() {
		box.env = append(box.env, variable+"="+box.folder(folder))
	}
	return box
}

// folder returns a folder in the sandbox.
func (box *sandbox) folder(name string) string {
	box.t.Helper()
	path := filepath.Join(box.root, name)
	if err := os.MkdirAll(path, 0o700); err != nil {
		box.t.Fatal(err)
	}
	return path
}

// file returns a file in the sandbox.
func (box *sandbox) file(name string, content []byte) string {
	box.t.Helper()
	path := filepath.Join(box.folder("files"), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		box.t.Fatal(err)
	}
	return path
}

// run is one run of the program.
type run struct {
	t      *testing.T
	cmd    *exec.Cmd
	stdout bytes.Buffer
	stderr bytes.Buffer
	pipe   io.Closer     // the end of it that is read
	read   chan struct{} // closed when all of stderr was read
}

// start starts the program. Each line that it writes on stderr is handed to
// each, with its number from 1, before the next is read.
func (box *sandbox) start(each func(r *run, n int, line string), stdin string, args ...string) *run {
	box.t.Helper()
	path, err := command()
	if err != nil {
		box.t.Fatal(err)
	}
	return box.startAs([]string{path}, each, stdin, args...)
}

// startAs starts the program by another one.
func (box *sandbox) startAs(by []string, each func(r *run, n int, line string), stdin string, args ...string) *run {
	box.t.Helper()
	all := slices.Concat(by, args)
	r := &run{t: box.t, cmd: exec.Command(all[0], all[1:]...), read: make(chan struct{})}
	r.cmd.Env, r.cmd.Dir, r.cmd.Stdin, r.cmd.Stdout = box.env, box.folder("home"), strings.NewReader(stdin), &r.stdout
	stderr, err := r.cmd.StderrPipe()
	if err != nil {
		box.t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		box.t.Fatal(err)
	}
	box.t.Cleanup(func() { _ = r.cmd.Process.Kill() })
	r.pipe = stderr
	go func() {
		defer close(r.read)
		lines := bufio.NewReader(stderr)
		for n := 1; ; n++ {
			line, err := lines.ReadString('\n')
			r.stderr.WriteString(line)
			if err != nil {
				return
			}
			if each != nil {
				each(r, n, strings.TrimSuffix(line, "\n"))
			}
		}
	}()
	return r
}

// end waits for the end of the run and returns its exit code, or the
// constant killed.
func (r *run) end() int {
	r.t.Helper()
	<-r.read
	err := r.cmd.Wait()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		r.t.Fatal(err)
	}
	return r.cmd.ProcessState.ExitCode()
}

// do runs the program to its end, which must have the exit code.
func (box *sandbox) do(code int, stdin string, args ...string) *run {
	box.t.Helper()
	r := box.start(nil, stdin, args...)
	if got := r.end(); got != code {
		box.t.Fatalf("exit code %d, want %d\nstdout: %s\nstderr: %s", got, code, &r.stdout, &r.stderr)
	}
	return r
}

// said fails the test unless stderr has the words.
func (r *run) said(words string) {
	r.t.Helper()
	if !strings.Contains(r.stderr.String(), words) {
		r.t.Errorf("it does not say %q but\n%s", words, &r.stderr)
	}
}

// reference returns what the run pushed, with its digest.
func (r *run) reference() string { return strings.TrimSpace(r.stdout.String()) }

// digest returns the digest of what the run pushed.
func (r *run) digest() string {
	_, digest, _ := strings.Cut(r.reference(), "@")
	return digest
}
