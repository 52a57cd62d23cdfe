//go:build unix

package testkit_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/testkit"
)

// TestTheStandInForPrepareModelMakesWhatRelease446Makes holds the stand-in to what
// the release was seen to do, faults included.
func TestTheStandInForPrepareModelMakesWhatRelease446Makes(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string // that the tool is given
		args  string            // behind the Oracle home
		exit  int
		made  map[string]string // by name; what is not named is not looked at
		none  string            // a name that must not be there
	}{
		"a model, no variables": {map[string]string{"a.yaml": "topology:\n  Name: x # why\n"}, "-model_file a.yaml -output_dir out -target wko", 0,
			map[string]string{"a.yaml": "topology:\n  Name: x\n"}, "wko_variable.properties"},
		"new variables": {map[string]string{"a.yaml": "resources:\n  JDBCSystemResource:\n    DS1:\n      URL: jdbc:x\n      PasswordEncrypted: p\n"}, "-model_file a.yaml -output_dir out -target wko-pv", 0,
			map[string]string{"wko-pv_variable.properties": "JDBC.ds1.URL=jdbc:x\n",
				"a.yaml": "resources:\n  JDBCSystemResource:\n    DS1:\n      URL: '@@PROP:JDBC.ds1.URL@@'\n      PasswordEncrypted: '@@SECRET:@@ENV:DOMAIN_UID@@-jdbc-ds1:password@@'\n"}, ""},
		"a variables file": {map[string]string{"a.yaml": "t: '@@PROP:used@@'\n", "v.properties": "used=1\nidle=2\nused=3\n"}, "-model_file a.yaml -variable_file v.properties -output_dir out -target wko", 0,
			map[string]string{"v.properties": "used=3\n"}, "wko_variable.properties"},
		"a list of variables files is one path": {map[string]string{"a.yaml": "t: '@@PROP:used@@'\n    d:\n      URL: u\n", "v.properties": "used=1\n", "w.properties": "used=2\n"}, "-model_file a.yaml -variable_file v.properties,w.properties -output_dir out -target wko", 0,
			map[string]string{"v.properties,w.properties": "JDBC.d.URL=u\n"}, "wko_variable.properties"},
		"one name twice": {map[string]string{"x/a.yaml": "x: 1\n", "y/a.yaml": "y: 1\n"}, "-model_file x/a.yaml,y/a.yaml -output_dir out -target wko", 0,
			map[string]string{"a.yaml": "y: 1\n"}, ""},
		"another ending":                 {map[string]string{"a.yml": "x: 1\n"}, "-model_file a.yml -output_dir out -target wko", 2, nil, "a.yml"},
		"a warning":                      {map[string]string{"a.yaml": "topology:\n  NotAnAttribute: 1\n"}, "-model_file a.yaml -output_dir out -target wko", 1, map[string]string{"a.yaml": "topology:\n  NotAnAttribute: 1\n"}, ""},
		"a model that is not there":      {nil, "-model_file a.yaml -output_dir out -target wko", 98, nil, ""},
		"a folder that is not there":     {map[string]string{"a.yaml": ""}, "-model_file a.yaml -output_dir other -target wko", 98, nil, ""},
		"an argument that is none":       {nil, "-model a.yaml", 99, nil, ""},
		"a required argument that lacks": {map[string]string{"a.yaml": ""}, "-model_file a.yaml -output_dir out", 99, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write := func(path, text string, mode os.FileMode) {
				path = filepath.Join(dir, path)
				if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), mode)); err != nil {
					t.Fatal(err)
				}
			}
			for path, text := range c.files {
				write(path, text, 0o644)
			}
			write("jdk/bin/java", "", 0o755)
			write("out/.keep", "", 0o644)
			write("tool.sh", testkit.PrepareModel, 0o755)
			run := exec.CommandContext(t.Context(), "/bin/sh", append([]string{"tool.sh", "-oracle_home", "."}, strings.Fields(c.args)...)...)
			run.Dir, run.Env = dir, append(os.Environ(), "JAVA_HOME="+filepath.Join(dir, "jdk"))
			said, _ := run.CombinedOutput()
			if got := run.ProcessState.ExitCode(); got != c.exit {
				t.Fatalf("exit %d, want %d: %s", got, c.exit, said)
			}
			for name, want := range c.made {
				if got, err := os.ReadFile(filepath.Join(dir, "out", name)); err != nil || string(got) != want {
					t.Errorf("%s is %q, want %q (%v)", name, got, want, err)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "out", c.none)); c.none != "" && err == nil {
				t.Errorf("%s was written", c.none)
			}
		})
	}
}
