package prepare

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/testkit"
)

// tool says what it was given, and changes the model that it is asked for.
const tool = "@echo off\r\necho given %*\r\necho with %JAVA_HOME%\r\necho topology: {Name: prepared}>model.yaml\r\n"

func TestTheToolIsACommandFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "with a space")
	write := func(path, text string) string {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("jdk/bin/java.exe", "")
	write("oracle/wlserver/server/lib/weblogic.jar", "")
	var lines []string
	job := Job{
		Homes:     Homes{Java: filepath.Join(folder, "jdk"), Oracle: filepath.Join(folder, "oracle")},
		Installer: testkit.Installer(t, tool),
		Models:    []input.File{{Path: write("model.yaml", "topology: {Name: base}\r\n")}},
		Output:    func(line string) { lines = append(lines, line) },
	}
	r, err := Run(t.Context(), job)
	if err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(lines, "\n"))
	}
	defer func() { _ = r.Discard() }()
	said := strings.Join(lines, "\n")
	for _, want := range []string{`-oracle_home "` + job.Homes.Oracle + `"`, "-target wko", "with " + job.Homes.Java} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in\n%s", want, said)
		}
	}
	if len(r.Changes) != 1 || r.Changes[0].Name != "model.yaml" || r.Changes[0].Same {
		t.Errorf("changes %+v", r.Changes)
	}
	placed, err := r.Place(filepath.Join(folder, "prepared"))
	if err != nil || len(placed) != 1 {
		t.Fatalf("placed %+v, %v", placed, err)
	}
	if text, err := os.ReadFile(placed[0].Path); err != nil || strings.TrimSpace(string(text)) != "topology: {Name: prepared}" {
		t.Errorf("placed %q, %v", text, err)
	}
}
