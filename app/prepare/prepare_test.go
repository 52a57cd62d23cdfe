//go:build unix

package prepare

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"auximage/app/diff"
	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

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
		Installer: testkit.Installer(t, tool),
		Models: []input.File{
			{Path: file(0o644, "domainInfo:\n  AdminPassword: clear\n", "model.yaml")},
			{Path: file(0o644, "topology:\n  Name: base\n", "same.yaml")},
		},
		Output: func(line string) { l.lines = append(l.lines, line) },
	}
	return l
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

// write makes a file below the lab's folder.
func (l *lab) write(path, text string) string {
	l.t.Helper()
	path = filepath.Join(l.folder, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		l.t.Fatal(err)
	}
	return path
}

// run returns what the tool made.
func (l *lab) run() *Result {
	l.t.Helper()
	r, err := Run(l.t.Context(), l.job)
	if err != nil {
		l.t.Fatalf("%v\n%s", err, strings.Join(l.lines, "\n"))
	}
	l.t.Cleanup(func() { _ = r.Discard() })
	return r
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestThePreparedModelsStandBesideTheOnesTheyWereMadeFrom(t *testing.T) {
	l := newLab(t, testkit.PrepareModel)
	model := l.job.Models[0].Path
	l.job.Models = append(l.job.Models, input.File{Path: l.write("data.yaml", "resources:\n  JDBCSystemResource:\n    ds1:\n      URL: jdbc:oracle:thin:@x\n")})
	r := l.run()
	var names []string
	for _, c := range r.Changes {
		names = append(names, c.Name)
		if c.Same != (c.Name == "same.yaml") {
			t.Errorf("%s: same is %v", c.Name, c.Same)
		}
	}
	if want := []string{"data.yaml", "model.yaml", "same.yaml", "wko_variable.properties"}; !slices.Equal(names, want) {
		t.Errorf("changes %q, want %q", names, want)
	}
	if text := content(t, model); !strings.Contains(text, ": clear") {
		t.Error("the person's own file changed")
	}
	folder := filepath.Join(l.folder, "prepared")
	placed, err := r.Place(folder)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(placed, func(p Placed) bool { return slices.Equal(p.Sources, []string{model}) })
	if at < 0 || placed[at].Path != filepath.Join(folder, "model.yaml") {
		t.Errorf("placed %+v", placed)
	}
	if text := content(t, filepath.Join(folder, "model.yaml")); !strings.Contains(text, "@@SECRET") {
		t.Errorf("placed model: %s", text)
	}
	if left := leftovers(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTheToolKnowsFilesByTheirNamesInTheImage(t *testing.T) {
	for name, files := range map[string][]input.File{
		"one name in two folders": {{Path: "x/model.yaml", Name: "m.10.yaml"}, {Path: "y/model.yaml", Name: "m.20.yaml"}},
		"another ending":          {{Path: "model.yml", Name: "model.yaml"}},
		"a name with a comma":     {{Path: "a,b.yaml", Name: "model.yaml"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, testkit.PrepareModel)
			l.job.Models = nil
			for _, f := range files {
				path := l.write(f.Path, "domainInfo:\n  AdminPassword: clear\ntopology:\n  Name: "+f.Name+"\n")
				l.job.Models = append(l.job.Models, input.File{Path: path, Name: f.Name})
			}
			r := l.run()
			if len(r.Changes) != len(files) {
				t.Fatalf("changes %+v", r.Changes)
			}
			for i, c := range r.Changes {
				want := "domainInfo:\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\ntopology:\n  Name: " + files[i].Name + "\n"
				if got := content(t, c.After); got != want || !slices.Equal(c.Sources, []string{l.job.Models[i].Path}) {
					t.Errorf("%s of %v is %q, want %q", c.Name, c.Sources, got, want)
				}
			}
		})
	}
}

func TestSeveralVariablesFilesBecomeOneInWhichLaterOnesWin(t *testing.T) {
	l := newLab(t, testkit.PrepareModel)
	l.job.Models = []input.File{{Path: l.write("model.yaml", "topology:\n  Name: '@@PROP:name@@'\n  A: '@@PROP:a@@'\n  B: '@@PROP:b@@'\n")}}
	later := l.write("x/v.properties", "name=later\nb=2\nunused=1\n")
	first := l.write("y/v.properties", "name=first\na=1\\")
	l.job.Variables = []input.File{{Path: later, Name: "v.20.properties"}, {Path: first, Name: "v.10.properties"}}
	r := l.run()
	at := slices.IndexFunc(r.Changes, func(c Change) bool { return c.Name == "v.10.properties" })
	if at < 0 || len(r.Changes) != 2 {
		t.Fatalf("changes %+v", r.Changes)
	}
	c := r.Changes[at]
	if got, want := content(t, c.After), "a=1\\\nb=2\nname=later\n"; got != want || !slices.Equal(c.Sources, []string{first, later}) {
		t.Errorf("%q of %q, want %q", got, c.Sources, want)
	}
	lines, err := c.Diff()
	if err != nil || !slices.Contains(lines, diff.Line{Kind: diff.Removed, Text: "unused=1"}) || !slices.Contains(lines, diff.Line{Kind: diff.Removed, Text: "name=first"}) {
		t.Errorf("difference %v (%v)", lines, err)
	}
}

func TestADomainOnAVolumeHasATargetOfItsOwn(t *testing.T) {
	l := newLab(t, testkit.PrepareModel)
	l.job.OnPV = true
	l.job.Models = []input.File{{Path: l.write("model.yaml", "resources:\n  JDBCSystemResource:\n    ds1:\n      URL: jdbc:x\n")}}
	r := l.run()
	if !slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Name == "wko-pv_variable.properties" }) {
		t.Errorf("changes %+v", r.Changes)
	}
}

func TestAToolThatWarnsHasDoneItsWork(t *testing.T) {
	l := newLab(t, testkit.PrepareModel)
	l.job.Models = []input.File{{Path: l.write("model.yaml", "topology:\n  NotAnAttribute: 1\n")}}
	l.run()
	if !slices.ContainsFunc(l.lines, func(line string) bool { return strings.Contains(line, "<WARNING>") }) {
		t.Errorf("the warning is not told: %q", l.lines)
	}
	l = newLab(t, "#!/bin/sh\nexit 1\n") // without a model
	if _, err := Run(t.Context(), l.job); !report.Has(err, CodeFailed) {
		t.Errorf("got %v, want %s", err, CodeFailed)
	}
}

func TestArchivesAreHandedOnAsTheyAre(t *testing.T) {
	l := newLab(t, "#!/bin/sh\necho \"$@\"\nexit 2\n")
	plain, comma := l.write("plain.zip", ""), l.write("a,b.zip", "")
	l.job.Archives = []input.File{{Path: plain}, {Path: comma, Name: "z.99.zip"}}
	_, _ = Run(t.Context(), l.job)
	said := strings.Join(l.lines, "\n")
	if !strings.Contains(said, "-archive_file "+plain+",") || strings.Contains(said, "a,b.zip") {
		t.Error(said)
	}
}

func TestLargeFilesAreComparedAPartAtATime(t *testing.T) {
	const size = 64 << 20
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		err = f.Truncate(size)
		if name == "c" {
			_, end := f.WriteAt([]byte("x"), size-1)
			err = errors.Join(err, end)
		}
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	same, err := sameContent(filepath.Join(dir, "a"), filepath.Join(dir, "b"))
	other, failed := sameContent(filepath.Join(dir, "a"), filepath.Join(dir, "c"))
	runtime.ReadMemStats(&after)
	if err := errors.Join(err, failed); err != nil || !same || other {
		t.Errorf("same %v, other %v: %v", same, other, err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > size/16 {
		t.Errorf("took %d bytes of memory for files of %d", took, size)
	}
}

func TestTheToolSeesNothingElseOfTheEnvironment(t *testing.T) {
	t.Setenv("CANARY_TOKEN", "secret")
	l := newLab(t, "#!/bin/sh\necho \"environment: $(env | grep -c CANARY)\"\nexit 2\n")
	_, _ = Run(t.Context(), l.job)
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
		"no tool in there":  {func(l *lab) { l.job.Installer = testkit.Installer(t, "") }, CodeNoTool},
		"no room to unpack": {func(l *lab) { l.t.Setenv("TMPDIR", "/dev/null") }, CodeUnpack},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, testkit.PrepareModel)
			c.change(l)
			if _, err := Run(context.Background(), l.job); !report.Has(err, c.code) {
				t.Errorf("error %v, want %s", err, c.code)
			}
		})
	}
}

func TestTheJavaOnThePathIsFoundWhereJavaHomeNamesNone(t *testing.T) {
	folder, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	make := func(name string) string {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	named, found := filepath.Join(folder, "named"), filepath.Join(folder, "found")
	make("named/bin/java")
	java, release := make("found/bin/java"), make("found/release")
	on := filepath.Join(folder, "path")
	if err := os.MkdirAll(on, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(java, filepath.Join(on, "java")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", on)
	for _, c := range []struct{ home, want string }{{"", found}, {named, named}, {"/nowhere", found}} {
		t.Setenv("JAVA_HOME", c.home)
		if got := FindHomes().Java; got != c.want {
			t.Errorf("with JAVA_HOME=%s: %q, want %q", c.home, got, c.want)
		}
	}
	t.Setenv("JAVA_HOME", "")
	if err := os.Remove(release); err != nil {
		t.Fatal(err)
	}
	if got := FindHomes().Java; got != "" {
		t.Errorf("of a java that is in no home: %q", got)
	}
}
