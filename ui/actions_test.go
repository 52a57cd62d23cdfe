package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/ui/kit"
)

func TestExactlyOneButtonShines(t *testing.T) {
	for _, next := range []session.Action{session.ActCreate, session.ActPush} {
		w := opened(t)
		w.draw(session.Snapshot{Next: next})
		var primary []*kit.Button
		for _, b := range []*kit.Button{w.title.create, w.title.push} {
			if b.Importance == widget.HighImportance {
				primary = append(primary, b)
			}
		}
		want := w.title.create
		if next == session.ActPush {
			want = w.title.push
		}
		if len(primary) != 1 || primary[0] != want {
			t.Errorf("after %s: %d buttons shine", next, len(primary))
		}
	}
}

func TestAButtonThatCannotWorkSaysWhy(t *testing.T) {
	w := opened(t)
	if w.title.whyNot.Text == "" {
		t.Error("nothing beside the button says why")
	}
	test.Tap(w.title.create)
	if w.dialogs.busy() || w.title.whyNot.Color == kit.ColorMuted {
		t.Error("a refused step opened a dialog, or its reason was not pointed out")
	}
}

func TestARefusedGestureSaysWhyUntilItCanStart(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	w.actions.start(session.ActCreateAndPush)
	if got := w.title.whyNot; w.dialogs.busy() || got.Color == kit.ColorMuted || !strings.Contains(got.Text, "token") {
		t.Fatalf("without a token: busy %v, %q", w.dialogs.busy(), got.Text)
	}
	w.session.Accounts().SetToken("a token")
	w.eventually(t, "all there", func(s session.Snapshot) bool { return s.WhyNot[session.ActCreateAndPush] == nil })
	if got := w.title.whyNot; got.Text != "" {
		t.Errorf("it can start, and still says %q", got.Text)
	}
}

// filled is a window whose Create can start.
func ready(t *testing.T) *Window {
	t.Helper()
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	if err := w.session.UseSample(); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "ready to create", func(s session.Snapshot) bool {
		return s.WhyNot[session.ActCreate] == nil && !s.Inspected.Running
	})
	return w
}

func TestCreateAsksTheToolkitsQuestionsFirst(t *testing.T) {
	w := ready(t)
	test.Tap(w.title.create)
	if got := w.topTitle(); got != "Prepare the model?" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.dialogs.Top().Default.Text; got != "No" {
		t.Errorf("the default is %q", got)
	}
	w.press(fyne.KeyReturn)
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.browser.path.Text; got != w.options.Downloads {
		t.Errorf("it starts in %q", got)
	}
	w.press(fyne.KeyEscape)
	if w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Error("Esc did not return to the form")
	}
}

func TestACheckAsksForTheFolderAsCreateDoes(t *testing.T) {
	w := ready(t)
	w.session.Edit(func(f *form.Form) { f.CustomBase, f.BaseFile = true, filepath.Join(t.TempDir(), "base.tar") }) // no network
	w.choose(t, "Image", "Check")
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
	if w.press(fyne.KeyEscape); w.dialogs.busy() || w.session.Snapshot().Job != nil {
		t.Error("Esc did not return to the form")
	}
	w.choose(t, "Image", "Check")
	w.browser.path.SetValue(filepath.Dir(testkit.Installer(t, "")))
	w.browser.path.OnEntered()
	test.Tap(w.browser.confirm)
	w.eventually(t, "the check ended", func(s session.Snapshot) bool { return s.Outcome != nil })
	if o := w.session.Snapshot().Outcome; o.Action != session.ActCheck || !report.Has(o.Err, registry.CodeBadBaseFile) {
		t.Errorf("with a folder it came to %+v", o)
	}
}

func TestAnEmptiedFormBeginsAtTheTag(t *testing.T) {
	w := ready(t)
	w.tabs.Choose(0)
	w.choose(t, "File", "New")
	for _, b := range w.dialogs.Top().Buttons {
		if b.Text == "Empty the form" {
			test.Tap(b)
		}
	}
	if now := w.window.Canvas().Focused(); now != fyne.Focusable(w.auxiliary.target.tag.entry) || w.view.tab != 1 || w.auxiliary.target.tag.entry.Text != "" {
		t.Errorf("the focus is at %T, on tab %d", now, w.view.tab)
	}
}

func TestAnImageWithoutAModelIsAskedAboutBeforeItIsMade(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	w.eventually(t, "ready to create", func(s session.Snapshot) bool { return s.WhyNot[session.ActCreate] == nil })
	test.Tap(w.title.create)
	if got := w.topTitle(); got != "Create an image without a model?" {
		t.Fatalf("the dialog is %q", got)
	}
	if got := w.dialogs.Top().Default.Text; got != "Add files…" {
		t.Errorf("the default is %q", got)
	}
	test.Tap(w.button("Create without a model"))
	if got := w.topTitle(); got != "Select the folder to download the WebLogic Deploy Tooling installer to" {
		t.Fatalf("the dialog is %q", got)
	}
}
