package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"auximage/imaging/testkit"
)

// newReal starts a registry that others wrote, with TLS and the user's password.
func (n *network) newReal(program string) *testkit.Real {
	n.t.Helper()
	return testkit.NewReal(n.t, &testkit.Real{Program: program, CA: n.CA, Name: host, Users: testkit.Users{user: password}})
}

// behind starts one as it stands behind another server: without TLS, for everybody.
func behind(t *testing.T, program string) *testkit.Real {
	t.Helper()
	return testkit.NewReal(t, &testkit.Real{Program: program})
}

// tool returns the path of a program of another package.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := testkit.Tool(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// write puts a file into a folder of the test.
func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pushArgs are the arguments of a push as the user, with the password on stdin.
func (n *network) pushArgs(box *sandbox, size int) []string {
	return slices.Concat([]string{"push", "--tag", tag, "--user", user, "--password-stdin",
		"--wdt", box.file("weblogic-deploy.zip", installer(n.t))}, box.inputs(size), n.flags())
}
