//go:build unix

package prepare

import (
	"archive/zip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/report"
)

// rewriting stands in for the tool: as the real one it writes the models under
// their own names into the output folder, passwords replaced by secrets.
const rewriting = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    -oracle_home) oracle=$2;; -model_file) models=$2;; -output_dir) out=$2;; -target) target=$2;;
  esac
  shift 2
done
[ "$target" = wko ] && [ "$oracle" = "$ORACLE_HOME" ] && [ -x "$JAVA_HOME/bin/java" ] || exit 2
echo "environment: $(env | grep -c CANARY)"
for m in $(echo "$models" | tr , ' '); do
  sed 's/: clear/: "@@SECRET:__weblogic-credentials__:password@@"/' "$m" >"$out/$(basename "$m")"
done
echo "port=7001" >"$out/wko_variable.properties"
echo "apiVersion: v1" >"$out/wko-domain.yaml"
`

type lab struct {
	t      *testing.T
	job    Job
	folder string
	lines  []string
}

func newLab(t *testing.T, tool string) *lab {
	t.Helper()
	l := &lab{t: t, folder: t.TempDir()}
	file := func(mode os.FileMode, text string, path ...string) string {
		name := filepath.Join(append([]string{l.folder}, path...)...)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return name
	}
	file(0o755, "#!/bin/sh\n", "jdk", "bin", "java")
	file(0o644, "", "oracle", "wlserver", "server", "lib", "weblogic.jar")
	l.job = Job{
		Homes:     Homes{Java: filepath.Join(l.folder, "jdk"), Oracle: filepath.Join(l.folder, "oracle")},
		Installer: installer(t, tool),
		Models: []string{
			file(0o644, "domainInfo:\n  AdminPassword: clear\n", "model.yaml"),
			file(0o644, "topology:\n  Name: base\n", "same.yaml"),
		},
		Output: func(line string) { l.lines = append(l.lines, line) },
	}
	return l
}

func installer(t *testing.T, tool string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if tool != "" {
		w, err := z.Create("weblogic-deploy/bin/prepareModel.sh")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(tool))
	}
	w, _ := z.Create("weblogic-deploy/VERSION.txt")
	_, _ = w.Write([]byte("WebLogic Deploy Tooling 4.4.6"))
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// leftovers returns the private folders that still stand.
func leftovers(t *testing.T) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "auximage-prepare-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// TestMain gives the private folders a place where nothing else stands.
func TestMain(m *testing.M) {
	temp, err := os.MkdirTemp("", "prepare-test-*")
	if err != nil {
		panic(err)
	}
	_ = os.Setenv("TMPDIR", temp)
	code := m.Run()
	_ = os.RemoveAll(temp)
	os.Exit(code)
}

func TestThePreparedModelsStandBesideTheOnesTheyWereMadeFrom(t *testing.T) {
	l := newLab(t, rewriting)
	r, err := Run(context.Background(), l.job)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range r.Changes {
		names = append(names, c.Name)
		if c.Same != (c.Name == "same.yaml") {
			t.Errorf("%s: same is %v", c.Name, c.Same)
		}
	}
	if want := []string{"model.yaml", "same.yaml", "wko_variable.properties"}; !slices.Equal(names, want) {
		t.Errorf("changes %q, want %q", names, want)
	}
	if text, _ := os.ReadFile(l.job.Models[0]); !strings.Contains(string(text), ": clear") {
		t.Error("the person's own file changed")
	}
	folder := filepath.Join(l.folder, "prepared")
	placed, err := r.Place(folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := placed[l.job.Models[0]]; !slices.Equal(got, []string{filepath.Join(folder, "model.yaml")}) {
		t.Errorf("placed %q", placed)
	}
	if text, _ := os.ReadFile(filepath.Join(folder, "model.yaml")); !strings.Contains(string(text), "@@SECRET") {
		t.Errorf("placed model: %s", text)
	}
	if left := leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTheToolSeesNothingElseOfTheEnvironment(t *testing.T) {
	t.Setenv("CANARY_TOKEN", "secret")
	l := newLab(t, rewriting)
	r, err := Run(context.Background(), l.job)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Discard() }()
	if !slices.Contains(l.lines, "environment: 0") {
		t.Errorf("output %q", l.lines)
	}
}

func TestAFailureLeavesNothingAndKeepsTheToolsLastWords(t *testing.T) {
	l := newLab(t, "#!/bin/sh\necho working\necho WLSDPLY-05007 unknown section >&2\nexit 3\n")
	_, err := Run(context.Background(), l.job)
	f, _ := report.Of(err)
	if f.Code != CodeFailed || f.Args["Exit"] != 3 || f.Args["Last"] != "WLSDPLY-05007 unknown section" {
		t.Errorf("error %v", err)
	}
	if left := leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAStopEndsTheToolAndItsChildren(t *testing.T) {
	l := newLab(t, "#!/bin/sh\nsleep 1000 &\necho child $!\nwait\n")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	child := make(chan string, 1)
	l.job.Output = func(line string) {
		if pid, ok := strings.CutPrefix(line, "child "); ok {
			child <- pid
			stop()
		}
	}
	if _, err := Run(ctx, l.job); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	waitForEnd(t, <-child)
	if left := leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// waitForEnd returns when the process runs no more; one that was killed may
// stay for its new parent to collect.
func waitForEnd(t *testing.T, pid string) {
	for t.Context().Err() == nil {
		stat, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return
		}
		runtime.Gosched()
	}
}

func TestWhatIsMissingIsNamedBeforeAnyWork(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*lab)
		code   report.Code
	}{
		"no JDK":            {func(l *lab) { l.job.Homes.Java = l.folder }, CodeNoJava},
		"no JDK named":      {func(l *lab) { l.job.Homes.Java = "" }, CodeNoJava},
		"no Oracle home":    {func(l *lab) { l.job.Homes.Oracle = l.folder }, CodeNoOracle},
		"no model":          {func(l *lab) { l.job.Models = nil }, CodeNoModel},
		"no tool in there":  {func(l *lab) { l.job.Installer = installer(t, "") }, CodeNoTool},
		"no room to unpack": {func(l *lab) { l.t.Setenv("TMPDIR", "/dev/null") }, CodeUnpack},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, rewriting)
			c.change(l)
			if _, err := Run(context.Background(), l.job); !report.Has(err, c.code) {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}
