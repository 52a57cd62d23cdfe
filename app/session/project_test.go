package session

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/form"
	"auximage/app/project"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

const projectText = `{
  "image": {
    "auxImageTag": "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
    "imageTag": "container-registry.oracle.com/middleware/weblogic:12.2.1.3-ol8",
    "auxAdditionalBuildCommandsFile": "extra.txt"
  },
  "verrazzano": {
    "strange": [
      1.0,
      1e3
    ]
  },
  "model": {
    "domainName": "d",
    "modelFiles": [
      "models/model.yaml"
    ],
    "propertiesFiles": [
      "models/empty.properties",
      "models/model.properties"
    ],
    "archiveFiles": [
      "models/empty.zip"
    ]
  },
  "settings": {
    "targetDomainLocation": "pv",
    "imageTargetArchitecture": "arm64",
    "javaHome": "/opt/jdk"
  },
  "kubectl": {}
}`

// projectFile writes a project with its files.
func projectFile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	models := filepath.Join(dir, "models")
	if err := os.Mkdir(models, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "lab.wktproj")
	for file, text := range map[string]string{
		path:                                projectText,
		filepath.Join(models, "model.yaml"): "topology:\n  Name: d\n",
		filepath.Join(models, "model.properties"): "a=b\n",
		filepath.Join(models, "empty.properties"): "# nothing\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Create(filepath.Join(models, "empty.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if err := zip.NewWriter(f).Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func reading(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func codes(found []report.Finding) []report.Code {
	var all []report.Code
	for _, f := range found {
		all = append(all, f.Code)
	}
	return all
}

// openedProject returns a session over a project file.
func openedProject(t *testing.T, path string) *Session {
	t.Helper()
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAProjectFillsTheForm(t *testing.T) {
	path := projectFile(t)
	s := openedProject(t, path)
	snap := s.Snapshot()
	f, p := snap.Form, snap.Project
	models := filepath.Join(filepath.Dir(path), "models")
	if f.Target.Repository != "test-model-ankit" || f.WDTHome != "/u01/wdt" || f.ModelHome != "" || !f.OnPV {
		t.Errorf("the form is %+v", f)
	}
	if !slices.Equal(f.Platforms, []string{"linux/arm64"}) {
		t.Errorf("the platforms are %v", f.Platforms)
	}
	if len(f.Models) != 1 || f.Models[0].Path != filepath.Join(models, "model.yaml") {
		t.Errorf("the models are %v", f.Models)
	}
	if len(f.Variables) != 1 || len(f.Archives) != 0 {
		t.Errorf("empty files went in: %v, %v", f.Variables, f.Archives)
	}
	if p.Name != "lab" || p.Path != path || p.Locked || p.Unsaved {
		t.Errorf("the project is %+v", p)
	}
	want := []report.Code{project.CodeBuilds, project.CodeNoVariables, project.CodeNoEntries, project.CodeOnPV}
	if got := codes(p.Notes); !slices.Equal(got, want) {
		t.Errorf("the notes are %v", got)
	}
	if p.Notes[0].Args["Names"] != "extra.txt" {
		t.Errorf("the build commands are %v", p.Notes[0].Args)
	}
}

func TestSavingAnUntouchedProjectChangesNoByte(t *testing.T) {
	path := projectFile(t)
	s := openedProject(t, path)
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := reading(t, path); got != projectText {
		t.Errorf("the file is\n%s", got)
	}
}

func TestOneChangedFieldIsTheOnlyDifferenceInTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(*Session)
		old, new string
	}{
		"the version":      {func(s *Session) { s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") }) }, "ankit:v1", "ankit:v2"},
		"the primary tag":  {func(s *Session) { s.Edit(func(f *form.Form) { f.PrimaryTag = "weblogic:14" }) }, "container-registry.oracle.com/middleware/weblogic:12.2.1.3-ol8", "weblogic:14"},
		"another platform": {func(s *Session) { s.Edit(func(f *form.Form) { f.Platforms = []string{"linux/amd64"} }) }, "    \"imageTargetArchitecture\": \"arm64\",\n", ""},
		"a second platform": {func(s *Session) {
			s.Edit(func(f *form.Form) { f.Platforms = []string{"linux/amd64", "linux/arm64"} })
		}, "", ""},
		"OpenShift": {func(s *Session) { s.Edit(func(f *form.Form) { f.OpenShift = true }) },
			"\"extra.txt\"\n", "\"extra.txt\",\n    \"auxTargetOpenShift\": true\n"},
		"an owner": {func(s *Session) { s.Edit(func(f *form.Form) { f.OwnerUser = "1001" }) },
			"\"extra.txt\"\n", "\"extra.txt\",\n    \"auxFileOwner\": \"1001\"\n"},
		"the operator's homes": {func(s *Session) { s.Edit(func(f *form.Form) { f.WDTHome, f.ModelHome = "", "" }) },
			"\"extra.txt\"\n", "\"extra.txt\",\n    \"wdtHomePath\": \"/auxiliary\",\n    \"modelHomePath\": \"/auxiliary/models\"\n"},
		"no WDT":  {func(s *Session) { s.Edit(func(f *form.Form) { f.WDT = form.WDTNone }) }, "", ""},
		"a label": {func(s *Session) { s.Edit(func(f *form.Form) { f.Labels = map[string]string{"a": "b"} }) }, "", ""},
		"another variable file, the empty one in its place": {func(s *Session) {
			s.AddFiles(filepath.Join(filepath.Dir(s.Snapshot().Project.Path), "models", "more.properties"))
		}, "\"models/model.properties\"\n", "\"models/model.properties\",\n      \"models/more.properties\"\n"},
		"a sign-in without a passphrase": {func(s *Session) { s.Edit(func(f *form.Form) { f.SetUser("ns/me") }); s.Accounts().SetToken("canary") }, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := projectFile(t)
			s := openedProject(t, path)
			c.change(s)
			want := projectText
			if c.old != "" {
				want = strings.Replace(projectText, c.old, c.new, 1)
			}
			if got := s.Snapshot().Project.Unsaved; got != (c.old != "") {
				t.Errorf("unsaved is %v", got)
			}
			if err := s.Projects().Save(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := reading(t, path); got != want {
				t.Errorf("the file is\n%s", got)
			}
			if s.Snapshot().Project.Unsaved {
				t.Error("it counts as unsaved after it was saved")
			}
			again := openedProject(t, path)
			if got := again.Snapshot().Form.Tag; got != s.Snapshot().Form.Tag {
				t.Errorf("read again the tag is %q", got)
			}
		})
	}
}

func TestAChangeTakenBackIsNone(t *testing.T) {
	s := openedProject(t, projectFile(t))
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	if !s.Snapshot().Project.Unsaved {
		t.Error("a change is not noticed")
	}
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v1") })
	if s.Snapshot().Project.Unsaved {
		t.Error("a change taken back still counts")
	}
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v3") })
	s.Projects().Revert()
	if snap := s.Snapshot(); snap.Project.Unsaved || snap.Form.Target.Version != "v1" {
		t.Errorf("after going back the form is %+v", snap.Form)
	}
}

func TestADamagedProjectChangesNothing(t *testing.T) {
	good := projectFile(t)
	s := openedProject(t, good)
	before := s.Snapshot()
	bad := filepath.Join(t.TempDir(), "bad.wktproj")
	if err := os.WriteFile(bad, []byte(`{"image": {`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Projects().Open(t.Context(), bad); !report.Has(err, project.CodeNotJSON) {
		t.Fatalf("it was opened: %v", err)
	}
	after := s.Snapshot()
	if after.Form.Tag != before.Form.Tag || after.Project.Path != good || !slices.Equal(after.Recent, before.Recent) {
		t.Error("something changed")
	}
}

func TestAFileThatAnotherProgramChangedIsNotOverwritten(t *testing.T) {
	path := projectFile(t)
	s := openedProject(t, path)
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	theirs := strings.Replace(projectText, `"kubectl": {}`, `"kubectl": {"theirs": true}`, 1)
	if err := os.WriteFile(path, []byte(theirs), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Projects().Save(t.Context()); !report.Has(err, CodeProjectChanged) {
		t.Fatalf("it was saved: %v", err)
	}
	if reading(t, path) != theirs {
		t.Error("their change is lost")
	}
}

func TestANewProjectIsMadeFromTheForm(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v1") })
	s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	s.Accounts().SetToken("canary")
	if err := s.Projects().Save(t.Context()); !report.Has(err, CodeNoProject) {
		t.Fatalf("saved without a file: %v", err)
	}
	dir := t.TempDir()
	s.AddFiles(filepath.Join(dir, "m", "model.yaml"))
	if err := s.Projects().SaveAs(t.Context(), filepath.Join(dir, "mine")); err != nil {
		t.Fatal(err)
	}
	snap := s.Snapshot()
	if snap.Project == nil || snap.Project.Unsaved || snap.Project.Path != filepath.Join(dir, "mine.wktproj") {
		t.Fatalf("the project is %+v", snap.Project)
	}
	if text := reading(t, snap.Project.Path); strings.Contains(text, "canary") || !strings.Contains(text, `"m/model.yaml"`) || !strings.Contains(text, form.DefaultPrimaryTag) {
		t.Errorf("the file is\n%s", text)
	}
	again := openedProject(t, snap.Project.Path)
	if f := again.Snapshot().Form; f.Tag != "lhr.ocir.io/ns/x:v1" || f.WDTHome != "" || len(f.Models) != 1 {
		t.Errorf("read again: %+v", f)
	}
}

func TestTheProjectComesBackAfterARestart(t *testing.T) {
	path := projectFile(t)
	dir := t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	snap := s.Snapshot()
	if snap.Project == nil || !snap.Project.Unsaved || snap.Form.Target.Version != "v2" {
		t.Fatalf("it came back as %+v", snap.Project)
	}
	if err := s.Projects().Save(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(reading(t, path), "ankit:v2", "ankit:v7", 1) // by another program
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	if snap := s.Snapshot(); snap.Project.Unsaved || snap.Form.Target.Version != "v7" {
		t.Errorf("after a change by another program the version is %q", snap.Form.Target.Version)
	}
	s.New()
	if s.Snapshot().Project != nil {
		t.Error("New does not leave the project")
	}
}

func TestRecentProjectsAreRememberedNewestFirstAndGoneOnesDropped(t *testing.T) {
	one, two := projectFile(t), projectFile(t)
	dir := t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	for _, path := range []string{one, two, one} {
		if err := s.Projects().Open(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Snapshot().Recent; !slices.Equal(got, []string{one, two}) {
		t.Errorf("recent are %v", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(two); err != nil {
		t.Fatal(err)
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	if got := s.Snapshot().Recent; !slices.Equal(got, []string{one}) {
		t.Errorf("recent are %v", got)
	}
	if err := os.Remove(one); err != nil {
		t.Fatal(err)
	}
	if err := s.Projects().Open(t.Context(), one); err == nil || len(s.Snapshot().Recent) != 0 {
		t.Errorf("a gone project stays: %v", s.Snapshot().Recent)
	}
}

func TestAFileThatAProjectNamesManyTimesIsOneAndTooManyAreRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "model.yaml"), "topology:\n  Name: lab\n")
	project := func(name string, models []string) string {
		path := filepath.Join(dir, name)
		text, err := json.Marshal(map[string]any{"model": map[string]any{"modelFiles": models}})
		if err != nil {
			t.Fatal(err)
		}
		write(t, path, string(text))
		return path
	}
	var others []string
	for i := range model.MaxFiles + 1 {
		others = append(others, fmt.Sprintf("%d.yaml", i))
	}
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	if err := s.Projects().Open(t.Context(), project("same.wktproj", slices.Repeat([]string{"model.yaml", "./model.yaml"}, 10_000))); err != nil {
		t.Fatal(err)
	}
	if models := s.Snapshot().Form.Models; len(models) != 1 {
		t.Errorf("%d models", len(models))
	}
	if p := s.Snapshot().Project; p == nil || p.Unsaved {
		t.Errorf("the project is %+v", p)
	}
	if err := s.Projects().Open(t.Context(), project("many.wktproj", others)); !report.Has(err, model.CodeTooMany) {
		t.Errorf("too many: %v", err)
	}
}
