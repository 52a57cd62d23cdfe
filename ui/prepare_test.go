package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/diff"
	"auximage/app/form"
	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// preparedQuestion is what prepareModel changed, in so many lines more.
func preparedQuestion(more int) *session.Question {
	lines := []diff.Line{{Kind: diff.Heading, Text: "@@ -1 +1 @@"}, {Kind: diff.Kept, Text: "domainInfo:"},
		{Kind: diff.Removed, Text: "  AdminUserName: weblogic"},
		{Kind: diff.Added, Text: "  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'"}}
	for i := range more {
		lines = append(lines, diff.Line{Kind: diff.Added, Text: fmt.Sprintf("  - line %d %s", i, strings.Repeat("long ", i%40))})
	}
	return &session.Question{ID: 1, Code: session.CodePrepared, Args: report.Args{"Folder": "/home/lab/models/prepared"},
		Choices: []session.Choice{session.ChoosePrepared, session.ChooseOriginal, session.ChooseCancel},
		Prepared: &session.Prepared{Secrets: []string{"test-weblogic-credentials", "test-datasource-hr"}, Files: []session.PreparedFile{
			{Name: "model.yaml", Lines: lines}, {Name: "wko_variable.properties", New: true, Lines: []diff.Line{{Kind: diff.Added, Text: "port=7001"}}},
			{Name: "archive.zip"},
		}}}
}

func savedOutcome() *session.Outcome {
	return &session.Outcome{ID: 1, Action: session.ActSave, File: &session.SavedFile{Path: "/home/lab/My images/test-model-ankit-v1.tar",
		Format: registry.DockerTar, Reference: "lhr.ocir.io/tenancynamespace/test-model-ankit:v1", Digest: digest, Size: 27_700_000}}
}

func TestYesAsksForTheFolderThenForTheHomes(t *testing.T) {
	t.Setenv("JAVA_HOME", "")
	t.Setenv("ORACLE_HOME", "")
	w := ready(t)
	test.Tap(w.title.create)
	test.Tap(w.dialogs.Top().Buttons[1])
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
	test.Tap(w.browser.confirm)
	if got := w.topTitle(); got != "Prepare the model" {
		t.Fatalf("the dialog is %q", got)
	}
	test.Tap(w.dialogs.Top().Default)
	if got := w.topTitle(); got != "Prepare the model" || w.session.Snapshot().Job != nil {
		t.Errorf("without a JDK it goes on to %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.dialogs.busy() {
		t.Error("Esc did not return to the form")
	}
}

func TestHomesThatServeStartThePreparation(t *testing.T) {
	w := ready(t)
	dir := t.TempDir()
	for _, file := range []string{"jdk/bin/java", "oracle/wlserver/server/lib/weblogic.jar"} {
		file = filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	missing := filepath.Join(dir, "none.zip")
	w.session.Edit(func(f *form.Form) { f.WDT, f.Installer = form.WDTNone, missing })
	w.session.Edit(func(f *form.Form) { f.DownloadDir = dir })
	d := chooseHomes(w, session.ActCreate, w.session.Preparing().Homes())
	d.java.SetValue(filepath.Join(dir, "jdk"))
	d.oracle.SetValue(filepath.Join(dir, "oracle"))
	test.Tap(d.dialog.Default)
	if w.session.Snapshot().Job == nil && w.session.Snapshot().Outcome == nil {
		t.Error("nothing was started")
	}
	w.session.Stop()
	w.eventually(t, "the end", func(s session.Snapshot) bool { return s.Outcome != nil })
}

func TestWhatPrepareModelChangedIsShownLineByLine(t *testing.T) {
	w := opened(t)
	w.draw(session.Snapshot{Question: preparedQuestion(10_000)})
	if got := w.topTitle(); got != "Prepared model" {
		t.Fatalf("the dialog is %q", got)
	}
	if enter, esc := w.dialogs.Top().Default.Text, w.dialogs.Top().Dismiss.Text; enter != "Use these" || esc != "Cancel" {
		t.Errorf("Enter is %q, Esc is %q", enter, esc)
	}
	rows := rowsOf(preparedQuestion(0).Prepared.Files)
	for i, want := range []string{"model.yaml", "@@ -1 +1 @@", "  domainInfo:", "-   AdminUserName: weblogic",
		"+   AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'", "wko_variable.properties (new)", "+ port=7001", "archive.zip (changed)"} {
		if rows[i].text() != want {
			t.Errorf("row %d is %q, want %q", i, rows[i].text(), want)
		}
	}
	if rows[3].color() != theme.ColorNameError || rows[4].color() != theme.ColorNameSuccess {
		t.Error("what went and what came look alike")
	}
}

func TestALongLineOfADifferenceIsReadToItsEnd(t *testing.T) {
	test.NewTempApp(t)
	long := "      - image: lhr.ocir.io/tenancynamespace/test-model-ankit:v2@sha256:" + strings.Repeat("0123456789abcdef", 4)
	lines := []diffRow{{diff.Line{Kind: diff.Added, Text: long}, false}, {diff.Line{Kind: diff.Removed, Text: "short"}, false}}
	list := newDiffList(lines)
	window := test.NewTempWindow(t, list)
	for _, width := range []float32{300, 700} {
		window.Resize(fyne.NewSize(width, 400))
		var got string
		for _, row := range list.rows[:len(list.rows)-1] {
			got += row.text
			if w := fyne.MeasureText(row.text, theme.TextSize(), fyne.TextStyle{Monospace: true}).Width; w > list.Size().Width {
				t.Errorf("%.0f wide: a row of %.0f", width, w)
			}
		}
		if strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields("+ "+long), "") {
			t.Errorf("%.0f wide: got %q", width, got)
		}
	}
	lines[1].Text = "another"
	list.Refresh()
	if got := list.rows[len(list.rows)-1].text; got != "- another" {
		t.Errorf("changed, the last row is %q", got)
	}
}

func BenchmarkTenThousandLinesOfADifference(b *testing.B) {
	test.NewTempApp(b)
	list := newDiffList(rowsOf(preparedQuestion(10_000).Prepared.Files))
	window := test.NewTempWindow(b, list)
	window.Resize(fyne.NewSize(900, 600))
	for i := 0; b.Loop(); i++ {
		list.ScrollTo(i * 37 % 10_000)
	}
}

func TestAHomeThatCannotServeIsMarkedAndTheModelMayGoInAsItIs(t *testing.T) {
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", t.TempDir()) // with no java on it
	w := ready(t)
	d := chooseHomes(w, session.ActCreate, w.session.Preparing().Homes())
	test.Tap(d.dialog.Default)
	if !d.dialog.IsOpen() || d.hints[prepare.CodeNoJava].Color != theme.ColorNameError {
		t.Fatal("the JDK that is not there is not marked")
	}
	if d.hints[prepare.CodeNoOracle].Color == theme.ColorNameError {
		t.Error("both are marked at once")
	}
	test.Tap(d.dialog.Buttons[1])
	if d.dialog.IsOpen() {
		t.Error("the dialog stays though the model is used as it is")
	}
	w.session.Stop()
}

func TestTheExerciseIsNamedToWhomIsInTheLab(t *testing.T) {
	w := ready(t)
	s := w.session.Snapshot()
	for _, c := range []struct {
		pushes []session.PastPush
		lab    bool
		named  bool
	}{{nil, false, true}, {make([]session.PastPush, 1), false, false}, {make([]session.PastPush, 1), true, true}} {
		s.Pushes, s.Preferences.FollowLab = c.pushes, c.lab
		w.actions.askPrepare(session.ActCreate, s)
		if got := strings.Contains(w.saidOnTop(), "exercise 2"); got != c.named {
			t.Errorf("%d pushes, in the lab %v: it says\n%s", len(c.pushes), c.lab, w.saidOnTop())
		}
		w.press(fyne.KeyEscape)
	}
}
