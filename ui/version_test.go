package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/ui/kit"
)

// judging opens the window over a model with a text, judged by an installer that
// knows of servers Newer from 14.1.1 on, and nothing else.
func judging(t *testing.T, text string) (w *Window, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	w = opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.session.Edit(func(f *form.Form) {
		f.WDT, f.Installer = form.WDTFile, testkit.KnowingInstaller(t, "", nil)
		f.PrimaryTag = "example.com/weblogic:12.2.1.4-ol8"
	})
	w.session.AddFiles(path)
	w.view.unfolded[path] = true
	return w, path
}

// found tells whether a file has a finding of a code and a severity.
func found(path string, code report.Code, severity report.Severity) func(session.Snapshot) bool {
	return func(s session.Snapshot) bool {
		return slices.ContainsFunc(s.FileNotes[path], func(f report.Finding) bool { return f.Code == code && f.Severity == severity })
	}
}

// buttonIn returns the button with some words in the files' list.
func (w *Window) buttonIn(t *testing.T, label string) *kit.Button {
	t.Helper()
	for _, o := range test.LaidOutObjects(w.auxiliary.files.list) {
		if b, ok := o.(*kit.Button); ok && b.Text == label {
			return b
		}
	}
	t.Fatalf("no button %q", label)
	return nil
}

// saidInFiles returns the texts of the labels in the files' list.
func (w *Window) saidInFiles() string {
	var all []string
	for _, o := range test.LaidOutObjects(w.auxiliary.files.list) {
		if l, ok := o.(*kit.Label); ok {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestAWarningForAVersionNamesTheTagAndLeadsToTheChoice(t *testing.T) {
	w, path := judging(t, "topology:\n  Server:\n    a: {Newer: x}\n")
	warned := found(path, dictionary.CodeVersion, report.Warning)
	w.eventually(t, "a warning for 12.2.1.4", warned)
	if got := w.saidInFiles(); !strings.Contains(got, "12.2.1.4, which the primary image's tag example.com/weblogic:12.2.1.4-ol8 names") {
		t.Errorf("beside the warning stands %q", got)
	}
	test.Tap(w.buttonIn(t, words.L("Choose the WebLogic version…")))
	choice := w.primary.version.choice
	if w.view.tab != 0 || w.window.Canvas().Focused() != choice {
		t.Fatalf("tab %d, the focus is on %T", w.view.tab, w.window.Canvas().Focused())
	}
	choice.SetSelected("14.1.2.0")
	w.eventually(t, "no warning for 14.1.2.0", func(s session.Snapshot) bool { return !warned(s) && !s.Inspected.Running })
	if got := w.primary.version.hint.Text; !strings.Contains(got, "14.1.2.0, which was chosen here") {
		t.Errorf("below the choice stands %q", got)
	}
	choice.SetSelected(words.L("as the tag says"))
	w.eventually(t, "the warning again", warned)
}

func TestAVersionThatIsNotOfferedCanBeTyped(t *testing.T) {
	w := opened(t)
	version := w.primary.version
	w.tabs.Choose(0)
	version.choice.SetSelected(words.L("another one"))
	if !version.typed.Visible() {
		t.Fatal("nothing to type in")
	}
	version.typed.SetText("")
	w.typing(version.typed, "12.2.1.4.240416")
	if got := w.session.Snapshot().Form.WebLogic; got != "12.2.1.4.240416" {
		t.Errorf("the form has %q", got)
	}
	version.typed.SetText("")
	w.typing(version.typed, "newest")
	w.window.Canvas().Unfocus()
	w.redraw()
	if got := version.hint.Text; !strings.Contains(got, "not a WebLogic version") {
		t.Errorf("below %q stands %q", version.typed.Text, got)
	}
	version.choice.SetSelected(words.L("any: not known"))
	if got := w.session.Snapshot().Form.WebLogic; got != form.AnyWebLogic || version.typed.Visible() {
		t.Errorf("the form has %q, the entry is there: %v", got, version.typed.Visible())
	}
}

func TestAnErrorOfTheTablesIsLetPassByATickForItsContent(t *testing.T) {
	w, path := judging(t, "topology:\n  Server:\n    a: {Nwer: y}\n    b: {Other: y}\n")
	w.eventually(t, "an error", found(path, dictionary.CodeAttribute, report.Error))
	ticks := func() []*kit.Checkbox { return w.auxiliary.files.row(path).ticks }
	if len(ticks()) != 2 {
		t.Fatalf("got %d ticks, want one for each error", len(ticks()))
	}
	for i := range 2 {
		for at, tick := range ticks() {
			if !tick.Checked {
				test.Tap(tick)
				w.eventually(t, "a tick more", func(s session.Snapshot) bool { return len(s.Form.Accepted) == i+1 && !s.Inspected.Running })
				break
			} else if at == 1 {
				t.Fatal("all ticks are set")
			}
		}
	}
	w.eventually(t, "no error", func(s session.Snapshot) bool {
		return !found(path, dictionary.CodeAttribute, report.Error)(s) && found(path, dictionary.CodeAttribute, report.Warning)(s)
	})
	if got := w.auxiliary.files.progress(w.session.Snapshot()); got == kit.Faulty {
		t.Error("with both ticks the files stop a Create")
	}
	if len(ticks()) != 2 || !ticks()[0].Checked {
		t.Fatal("the ticks cannot be taken back")
	}
	if err := os.WriteFile(path, []byte("topology:\n  Server:\n    a: {Nwer: changed}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.LookAgain()
	w.eventually(t, "an error of the new content", found(path, dictionary.CodeAttribute, report.Error))
}

func TestCreateAndPushGoOnWithATickedErrorOfTheTables(t *testing.T) {
	d := demotest.Start(t)
	w, path := judging(t, "topology:\n  Server:\n    a: {Nwer: y}\n")
	if err := d.Prepare(w.session); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) {
		f.Models, f.Variables, f.Archives = nil, nil, nil // those of the sample
		f.WDT, f.Installer, f.DownloadDir = form.WDTFile, testkit.KnowingInstaller(t, "", nil), t.TempDir()
	})
	w.session.AddFiles(path)
	w.eventually(t, "an error", found(path, dictionary.CodeAttribute, report.Error))
	ends := func() *session.Outcome {
		if err := w.session.Start(session.ActCreateAndPush); err != nil {
			t.Fatal(err)
		}
		w.eventually(t, "the end", func(s session.Snapshot) bool { return s.Job == nil && s.Outcome != nil })
		return w.session.Snapshot().Outcome
	}
	if refused := ends(); refused.Err == nil || refused.Receipt != nil {
		t.Fatalf("with an error that nobody accepted: got %+v, want nothing pushed", refused)
	}
	w.closeAll(t)
	test.Tap(w.auxiliary.files.row(path).ticks[0])
	w.eventually(t, "the error is a warning", found(path, dictionary.CodeAttribute, report.Warning))
	switch done := ends(); {
	case done.Err != nil:
		t.Error(done.Err)
	case done.Receipt == nil || !strings.HasPrefix(done.Receipt.Reference, demo.Tag):
		t.Errorf("the receipt is %+v, want one of %s", done.Receipt, demo.Tag)
	}
}
