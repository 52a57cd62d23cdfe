//go:build unix

package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/app/diff"
	"auximage/app/form"
	"auximage/app/prepare"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// workshop is a session with a model, and what prepareModel needs.
type workshop struct {
	*Session
	dir     string
	model   string
	homes   prepare.Homes
	created *imaging.Plan
}

func newWorkshop(t *testing.T, tool string) *workshop {
	t.Helper()
	w := &workshop{dir: t.TempDir(), created: &imaging.Plan{}}
	w.Session = sessionIn(t, filepath.Join(w.dir, "settings"), &fakeEngine{
		create: func(_ context.Context, p imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
			*w.created = p
			return &imaging.Image{Digest: digest('a'), BaseDigest: digest('b')}, nil, nil
		}}, &memory{})
	w.model = filepath.Join(w.dir, "model.yaml")
	write(t, w.model, "resources:\n  JDBCSystemResource:\n    db:\n      PasswordEncrypted: clear\n      URL: jdbc:x\n")
	for path, mode := range map[string]os.FileMode{"jdk/bin/java": 0o755, "oracle/wlserver/server/lib/weblogic.jar": 0o644} {
		path = filepath.Join(w.dir, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, nil, mode)); err != nil {
			t.Fatal(err)
		}
	}
	w.homes = prepare.Homes{Java: filepath.Join(w.dir, "jdk"), Oracle: filepath.Join(w.dir, "oracle")}
	installer := testkit.Installer(t, tool)
	w.Edit(func(f *form.Form) { f.SetTag(lab) })
	w.AddFiles(w.model)
	w.Edit(func(f *form.Form) { f.WDT, f.Installer = form.WDTFile, installer })
	return w
}

// asked starts a Create that prepares, and returns the question.
func (w *workshop) asked(t *testing.T) *Question {
	t.Helper()
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: w.homes}); err != nil {
		t.Fatal(err)
	}
	snap := until(t, w.Session, func(snap Snapshot) bool { return snap.Question != nil || snap.Outcome != nil })
	if snap.Question == nil {
		t.Fatalf("no question: %+v", snap.Outcome)
	}
	return snap.Question
}

func (w *workshop) ended(t *testing.T) Snapshot {
	t.Helper()
	return until(t, w.Session, func(snap Snapshot) bool { return snap.Outcome != nil })
}

func (w *workshop) untouched(t *testing.T) {
	t.Helper()
	if text, err := os.ReadFile(w.model); err != nil || !strings.Contains(string(text), "PasswordEncrypted: clear") {
		t.Errorf("the person's own file is %q (%v)", text, err)
	}
}

func TestAPreparedModelIsOfferedAsADifferenceAndUsedWhenAccepted(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	q := w.asked(t)
	var names []string
	for _, f := range q.Prepared.Files {
		names = append(names, f.Name)
	}
	if want := []string{"model.yaml", "wko_variable.properties"}; !slices.Equal(names, want) {
		t.Fatalf("files %q, want %q", names, want)
	}
	if lines := q.Prepared.Files[0].Lines; !slices.Contains(lines, diff.Line{Kind: diff.Removed, Text: "      PasswordEncrypted: clear"}) {
		t.Errorf("the difference is %v", lines)
	}
	if want := []string{"<domainUID>-weblogic-credentials", "<domainUID>-runtime-encryption", "<domainUID>-jdbc-db"}; !slices.Equal(q.Prepared.Secrets, want) {
		t.Errorf("secrets %q, want %q", q.Prepared.Secrets, want)
	}
	w.Answer(q.ID, ChoosePrepared)
	snap := w.ended(t)
	folder := filepath.Join(w.dir, "prepared")
	if snap.Outcome.Err != nil || snap.Form.Models[0].Path != filepath.Join(folder, "model.yaml") ||
		len(snap.Form.Variables) != 1 || snap.Form.Variables[0].Path != filepath.Join(folder, "wko_variable.properties") {
		t.Errorf("%+v, models %v, variables %v", snap.Outcome, snap.Form.Models, snap.Form.Variables)
	}
	if len(w.created.Models) != 1 || w.created.Models[0].Path != snap.Form.Models[0].Path || snap.Image == nil {
		t.Errorf("created from %v, image %v", w.created.Models, snap.Image)
	}
	if snap.Preferences.JavaHome != w.homes.Java || w.Preparing().Homes() != w.homes {
		t.Errorf("remembered: %+v", w.Preparing().Homes())
	}
	if !slices.ContainsFunc(snap.Log, func(l Line) bool { return strings.Contains(l.Text, "prepareModel.sh completed") }) {
		t.Error("the tool's output is not in the console")
	}
	w.untouched(t)
}

func TestAFolderWithSomethingInItIsNotWrittenTo(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	folder := filepath.Join(w.dir, "prepared")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "model.yaml"), "mine")
	w.Answer(w.asked(t).ID, ChoosePrepared)
	if got := w.ended(t).Form.Models[0].Path; got != filepath.Join(w.dir, "prepared-2", "model.yaml") {
		t.Errorf("placed as %s", got)
	}
	if text, _ := os.ReadFile(filepath.Join(folder, "model.yaml")); string(text) != "mine" {
		t.Error("a file that was there was overwritten")
	}
}

func TestAPreparedModelThatIsNotWantedIsDiscarded(t *testing.T) {
	for choice, creates := range map[Choice]bool{ChooseOriginal: true, ChooseCancel: false} {
		t.Run(string(choice), func(t *testing.T) {
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			w := newWorkshop(t, testkit.PrepareModel)
			w.Answer(w.asked(t).ID, choice)
			snap := w.ended(t)
			if snap.Outcome.Stopped == creates || (len(w.created.Models) == 1) != creates || snap.Form.Models[0].Path != w.model {
				t.Errorf("%+v, created from %v", snap.Outcome, w.created.Models)
			}
			if left, err := os.ReadDir(temp); err != nil || slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), "auximage-prepare") }) {
				t.Errorf("left behind: %v (%v)", left, err)
			}
			w.untouched(t)
		})
	}
}

func TestWhatChangesNothingIsNotAskedAbout(t *testing.T) {
	w := newWorkshop(t, "#!/bin/sh\necho fine\n")
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: w.homes}); err != nil {
		t.Fatal(err)
	}
	if snap := w.ended(t); snap.Outcome.Err != nil || snap.Findings[0].Code != CodePreparedSame {
		t.Errorf("%+v, %v", snap.Outcome, snap.Findings)
	}
}

func TestAToolThatFailsLeavesTheFormAsItWas(t *testing.T) {
	w := newWorkshop(t, "#!/bin/sh\necho WLSDPLY-05007 >&2\nexit 2\n")
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: w.homes}); err != nil {
		t.Fatal(err)
	}
	snap := w.ended(t)
	f, _ := report.Of(snap.Outcome.Err)
	if f.Code != prepare.CodeFailed || f.Args["Last"] != "WLSDPLY-05007" || snap.Form.Models[0].Path != w.model {
		t.Errorf("%+v", snap.Outcome)
	}
	w.untouched(t)
}

func TestHomesThatCannotServeEndTheJobBeforeItGetsAnInstaller(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	w.Edit(func(f *form.Form) { f.WDT, f.Installer = form.WDTFile, filepath.Join(w.dir, "none.zip") })
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: prepare.Homes{Java: w.dir}}); err != nil {
		t.Fatal(err)
	}
	snap := w.ended(t)
	if err := snap.Outcome.Err; !report.Has(err, prepare.CodeNoJava) {
		t.Errorf("got %v, want %s", err, prepare.CodeNoJava)
	}
	if got := snap.Preferences.JavaHome; got != "" {
		t.Errorf("the home that cannot serve is remembered: %q", got)
	}
}

func TestToPrepareAnInstallerIsNeededEvenWhereNoneGoesIn(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	w.Edit(func(f *form.Form) { f.WDT, f.DownloadDir = form.WDTNone, "" })
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: w.homes}); !report.Has(err, CodeNoFolder) {
		t.Errorf("%v", err)
	}
}

func TestAPreparedFileRemembersItsOriginal(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	w.Answer(w.asked(t).ID, ChoosePrepared)
	first := w.ended(t).Form.Models[0].Path
	w.Dismiss()
	write(t, w.model, "resources:\n  JDBCSystemResource:\n    db:\n      PasswordEncrypted: clear\n      URL: jdbc:x\ntopology:\n  Name: more\n")
	w.LookAgain()
	snap := until(t, w.Session, func(snap Snapshot) bool { return noted(snap, first, CodeOriginalChanged) })
	if got := snap.FileNotes[first][0].Args["Original"]; got != "model.yaml" {
		t.Errorf("got original %v, want model.yaml", got)
	}
	w.Answer(w.asked(t).ID, ChoosePrepared)
	snap = w.ended(t)
	second := snap.Form.Models[0].Path
	text, _ := os.ReadFile(second)
	if second == first || len(snap.Form.Models) != 1 || !strings.Contains(string(text), "Name: more") || !strings.Contains(string(text), "@@SECRET:") {
		t.Errorf("prepared again: got models %v with %q", snap.Form.Models, text)
	}
	until(t, w.Session, func(snap Snapshot) bool { return !noted(snap, second, CodeOriginalChanged) })
}

func TestWhoeverWantsTheOriginalAfterAllHasItInTheForm(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	w.Answer(w.asked(t).ID, ChoosePrepared)
	w.ended(t)
	w.Dismiss()
	w.Answer(w.asked(t).ID, ChooseOriginal)
	if snap := w.ended(t); snap.Form.Models[0].Path != w.model || snap.Image == nil {
		t.Errorf("got models %v, image %v; want %s and an image", snap.Form.Models, snap.Image, w.model)
	}
}

func TestThatAProjectIsNotToBePreparedIsRemembered(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	w.Preparing().Skip()
	if !w.Snapshot().SkipsPreparing {
		t.Error("it is not")
	}
	if err := w.Projects().SaveAs(t.Context(), filepath.Join(w.dir, "lab")); err != nil {
		t.Fatal(err)
	}
	if !w.Snapshot().SkipsPreparing {
		t.Error("the project that the form became is asked about")
	}
	_ = w.Close()
	again := sessionIn(t, filepath.Join(w.dir, "settings"), &fakeEngine{}, &memory{})
	if !again.Snapshot().SkipsPreparing {
		t.Error("the next start has forgotten it")
	}
	again.New()
	if again.Snapshot().SkipsPreparing {
		t.Error("a new form is not asked about")
	}
}

func TestSeveralVariablesFilesArePreparedIntoOne(t *testing.T) {
	w := newWorkshop(t, testkit.PrepareModel)
	write(t, w.model, "topology:\n  A: '@@PROP:a@@'\n  B: '@@PROP:b@@'\n")
	first, second := filepath.Join(w.dir, "v.1.properties"), filepath.Join(w.dir, "v.2.properties")
	write(t, first, "a=1\nb=1\n")
	write(t, second, "b=2\n")
	w.AddFiles(second, first)
	w.Answer(w.asked(t).ID, ChoosePrepared)
	form := w.ended(t).Form
	if len(form.Variables) != 1 || reading(t, form.Variables[0].Path) != "a=1\nb=2\n" {
		t.Fatalf("got %v", form.Variables)
	}
	write(t, first, "a=3\nb=1\n")
	until(t, w.Session, func(now Snapshot) bool {
		w.LookAgain()
		for _, note := range now.FileNotes[form.Variables[0].Path] {
			if note.Code == CodeOriginalChanged && note.Args["Original"] == "v.1.properties" {
				return true
			}
		}
		return false
	})
	w.Dismiss()
	w.Answer(w.asked(t).ID, ChoosePrepared)
	form = w.ended(t).Form
	if len(form.Variables) != 1 || reading(t, form.Variables[0].Path) != "a=3\nb=2\n" {
		t.Errorf("prepared again: %v", form.Variables)
	}
}

func TestModelsOfOneNameAreRefusedBeforeTheToolStarts(t *testing.T) {
	w := newWorkshop(t, "#!/bin/sh\necho started\nexit 2\n")
	other := filepath.Join(w.dir, "other", "model.yaml")
	if err := os.Mkdir(filepath.Dir(other), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, other, "topology:\n  Name: x\n")
	w.Edit(func(f *form.Form) { f.Models = append(f.Models, input.File{Path: other}) })
	if err := w.Preparing().Start(ActCreate, Preparation{Homes: w.homes}); err != nil {
		t.Fatal(err)
	}
	if snap := w.ended(t); !report.Has(snap.Outcome.Err, model.CodeSameName) || slices.ContainsFunc(snap.Log, func(l Line) bool { return l.Text == "started" }) {
		t.Errorf("got %v", snap.Outcome.Err)
	}
}
