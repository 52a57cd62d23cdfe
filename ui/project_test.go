package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/project"
	"auximage/app/session"
	"auximage/ui/kit"
)

const passphrase = "correct horse"

// labProject writes a project file with a sign-in under the passphrase.
func labProject(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lab.wktproj")
	if err := os.WriteFile(path, []byte(`{"image": {}, "model": {}, "settings": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := project.Open(path)
	if err == nil {
		err = p.Unlock(passphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	c.Tag = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1"
	c.Push = project.Credential{User: "tenancynamespace/lab.user", Password: "canary"}
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
	return path
}

// openedProject is a window with the project open and the passphrase not given.
func openedProject(t *testing.T) (*Window, string) {
	t.Helper()
	w, path := opened(t), labProject(t)
	w.projects.open(path)
	if got := w.topTitle(); got != "Passphrase of lab" {
		t.Fatalf("the dialog is %q", got)
	}
	w.press(fyne.KeyEscape)
	return w, path
}

func TestAProjectIsShownFromItsTop(t *testing.T) {
	w := opened(t)
	if w.auxiliary.page.ScrollToBottom(); w.auxiliary.page.Offset.Y == 0 {
		t.Fatal("the form is not scrolled")
	}
	w.projects.open(labProject(t))
	if at := w.auxiliary.page.Offset.Y; at != 0 {
		t.Errorf("the form is scrolled to %v", at)
	}
}

func TestAProjectIsOpenedThroughTheMenusDialog(t *testing.T) {
	w, path := opened(t), labProject(t)
	w.projects.choose()
	w.browser.path.SetText(path)
	test.Tap(w.browser.confirm)
	phrase := w.dialogs.Top().First.(*kit.Entry)
	w.typing(phrase, "wrong")
	w.press(fyne.KeyReturn)
	if !w.dialogs.busy() || phrase.Text != "" {
		t.Fatal("a wrong passphrase closed the dialog, or stayed in the field")
	}
	w.typing(phrase, passphrase)
	w.press(fyne.KeyReturn)
	if w.dialogs.busy() {
		t.Fatal("the passphrase did not close the dialog")
	}
	w.eventually(t, "the token is known", func(s session.Snapshot) bool { return s.TokenKept != accounts.Nowhere })
	if got := w.auxiliary.signIn.user.entry.Text; got != "tenancynamespace/lab.user" {
		t.Errorf("the user is %q", got)
	}
	if got := w.window.Title(); got != "lab – "+Title {
		t.Errorf("the window is called %q", got)
	}
}

func TestWithoutThePassphraseTheNotesOfferItAgain(t *testing.T) {
	w, _ := openedProject(t)
	if !w.auxiliary.project.panel.Visible() {
		t.Fatal("nothing says that the project is locked")
	}
	test.Tap(w.auxiliary.project.unlock)
	if got := w.topTitle(); got != "Passphrase of lab" {
		t.Errorf("the dialog is %q", got)
	}
}

func TestTheTitleMarksAChangedProjectUntilItIsSaved(t *testing.T) {
	w, path := openedProject(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	w.redraw()
	if got := w.window.Title(); !strings.HasPrefix(got, "lab* – ") {
		t.Errorf("the window is called %q", got)
	}
	w.projects.save(nil)
	if got := w.window.Title(); !strings.HasPrefix(got, "lab – ") {
		t.Errorf("after saving the window is called %q", got)
	}
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "ankit:v2") {
		t.Errorf("the file is %s, %v", data, err)
	}
}

func TestUnsavedChangesAreAskedAbout(t *testing.T) {
	for name, leave := range map[string]func(*Window){
		"New":  func(w *Window) { w.projects.askNew() },
		"Open": func(w *Window) { w.projects.open(labProject(t)) },
		"Quit": (*Window).quit,
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := openedProject(t)
			w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
			leave(w)
			if got := w.topTitle(); got != "Save the changes?" {
				t.Fatalf("the dialog is %q", got)
			}
			if got := w.dialogs.Top().Default.Text; got != "Save" {
				t.Errorf("the default is %q", got)
			}
			w.press(fyne.KeyEscape)
			if s := w.session.Snapshot(); w.dialogs.busy() || s.Project == nil || s.Form.Target.Version != "v2" {
				t.Error("Cancel did not leave everything as it was")
			}
		})
	}
}

func TestSavingFirstGoesOnWithWhatWasWanted(t *testing.T) {
	w, path := openedProject(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	w.projects.askNew()
	test.Tap(w.dialogs.Top().Default)
	if s := w.session.Snapshot(); s.Project != nil || s.Form.Tag != "" {
		t.Errorf("New did not follow: %+v", s.Project)
	}
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "ankit:v2") {
		t.Errorf("the file is %s, %v", data, err)
	}
}

func TestNotSavingDropsTheChanges(t *testing.T) {
	w, path := openedProject(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v2") })
	w.projects.askNew()
	test.Tap(w.dialogs.Top().Buttons[1])
	if s := w.session.Snapshot(); s.Project != nil || s.Form.Tag != "" {
		t.Errorf("New did not follow: %+v", s.Project)
	}
	if data, err := os.ReadFile(path); err != nil || strings.Contains(string(data), "ankit:v2") {
		t.Errorf("the file is %s, %v", data, err)
	}
}

func TestADroppedProjectIsOpened(t *testing.T) {
	w := opened(t)
	w.inputs.add([]string{labProject(t)})
	if s := w.session.Snapshot(); s.Project == nil || s.Form.Target.Version != "v1" {
		t.Errorf("the project is %+v", s.Project)
	}
}

func TestADamagedProjectIsToldOf(t *testing.T) {
	w := opened(t)
	path := filepath.Join(t.TempDir(), "bad.wktproj")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.projects.open(path)
	if got := w.topTitle(); got != "Open Project" || w.session.Snapshot().Project != nil {
		t.Errorf("the dialog is %q", got)
	}
}

func TestANewProjectIsSavedUnderATypedNameAndReplacesOnlyAfterAQuestion(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	dir := t.TempDir()
	for i, title := range []string{"", "Replace the file?"} {
		w.projects.saveAs(nil)
		if got := filepath.Base(w.browser.path.Text); got != "repo.wktproj" && i == 0 {
			t.Errorf("the name offered is %q", got)
		}
		w.browser.path.SetValue(filepath.Join(dir, "mine"))
		test.Tap(w.browser.confirm)
		if got := w.topTitle(); got != title {
			t.Fatalf("the dialog is %q", got)
		}
	}
	question := w.dialogs.Top()
	if question.Default.Text != "Cancel" || w.window.Canvas().Focused() != fyne.Focusable(question.Default) {
		t.Errorf("Enter presses %q", question.Default.Text)
	}
	test.Tap(w.button("Replace"))
	if s := w.session.Snapshot(); w.dialogs.busy() || s.Project == nil || s.Project.Path != filepath.Join(dir, "mine.wktproj") {
		t.Errorf("the project is %+v", s.Project)
	}
}

func TestRecentProjectsStandInTheMenu(t *testing.T) {
	w, path := openedProject(t)
	file := w.window.MainMenu().Items[0]
	var recent *fyne.MenuItem
	for _, item := range file.Items {
		if item.Label == "Open Recent" {
			recent = item
		}
	}
	if recent == nil || recent.Disabled || len(recent.ChildMenu.Items) != 1 || !strings.HasPrefix(recent.ChildMenu.Items[0].Label, "lab.wktproj") {
		t.Fatalf("the menu has %+v", recent)
	}
	w.session.New()
	recent.ChildMenu.Items[0].Action()
	if p := w.session.Snapshot().Project; p == nil || p.Path != path {
		t.Errorf("the project is %+v", p)
	}
}

func TestAFormOfNoProjectIsAskedAboutBeforeAProjectTakesItsPlace(t *testing.T) {
	w := ready(t)
	path := filepath.Join(t.TempDir(), "wages"+session.ProjectEnding)
	other := opened(t)
	other.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/wages:v1") })
	if err := other.session.Projects().SaveAs(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	before := w.session.Snapshot().Form
	w.projects.open(path)
	if said := w.said(); !strings.Contains(said, "in no project yet") {
		t.Fatalf("%q says %q", w.topTitle(), said)
	}
	test.Tap(w.button("Cancel"))
	if now := w.session.Snapshot(); now.Project != nil || len(now.Form.Models) != len(before.Models) {
		t.Errorf("after Cancel the form is %+v", now.Form)
	}
	w.projects.open(path)
	test.Tap(w.button("Don't save"))
	w.eventually(t, "the project is open", func(s session.Snapshot) bool { return s.Project != nil && len(s.Form.Models) == 0 })
}

func TestAProjectThatAnotherProgramChangedIsOpenedAgainOrSavedAsAnother(t *testing.T) {
	for answer, check := range map[string]func(*Window){
		"Open again": func(w *Window) {
			w.eventually(t, "it says what the file says", func(s session.Snapshot) bool { return s.Form.Tag == "lhr.ocir.io/ns/theirs:v1" })
			if w.dialogs.busy() {
				t.Errorf("%q is open", w.topTitle())
			}
		},
		"Save As…": func(w *Window) {
			if got := w.topTitle(); got != "Save the project as" {
				t.Errorf("%q is open", got)
			}
		},
	} {
		w, path := opened(t), filepath.Join(t.TempDir(), "lab.wktproj")
		write := func(tag string) {
			if err := os.WriteFile(path, []byte(`{"image": {"auxImageTag": "`+tag+`"}}`), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		write("lhr.ocir.io/ns/mine:v1")
		w.projects.open(path)
		w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/mine:v2") })
		write("lhr.ocir.io/ns/theirs:v1")
		w.projects.save(nil)
		if said := w.saidOnTop(); !strings.Contains(said, "lab.wktproj was changed by another program") {
			t.Fatalf("it says:\n%s", said)
		}
		test.Tap(w.button(answer))
		check(w)
	}
}

func TestAProjectThatAnotherProgramChangedIsAskedAboutBeforeItIsCreated(t *testing.T) {
	w, path := ready(t), filepath.Join(t.TempDir(), "wages.wktproj")
	w.session.Edit(func(f *form.Form) { f.DownloadDir = t.TempDir() })
	if err := w.session.Projects().SaveAs(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	mine, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	create := func(want string) {
		t.Helper()
		test.Tap(w.title.create)
		w.eventually(t, want, func(session.Snapshot) bool { return w.topTitle() == want })
	}
	create("Prepare the model?")
	w.closeAll(t)

	write(strings.Replace(string(mine), "repo:v1", "repo:v21", 1))
	create("Open Project")
	if said := w.said(); !strings.Contains(said, "wages.wktproj was changed by another program") || strings.Contains(said, "unsaved") {
		t.Errorf("it says\n%s", said)
	}
	test.Tap(w.button("Cancel"))
	if create("Open Project"); w.session.Snapshot().Form.Target.Version != "v1" {
		t.Error("Cancel opened it")
	}
	test.Tap(w.button("Use what is filled in"))
	w.eventually(t, "it goes on", func(session.Snapshot) bool { return w.topTitle() == "Prepare the model?" })
	w.closeAll(t)
	create("Prepare the model?") // of this change it was said already
	w.closeAll(t)

	write(strings.Replace(string(mine), "repo:v1", "repo:v22", 1))
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v2") })
	create("Open Project")
	if said := w.said(); !strings.Contains(said, "drops your unsaved changes") {
		t.Errorf("it says\n%s", said)
	}
	test.Tap(w.button("Open again"))
	w.eventually(t, "the file's tag", func(s session.Snapshot) bool { return s.Form.Target.Version == "v22" && !w.dialogs.busy() })
	create("Prepare the model?")
	w.closeAll(t)

	write(string(mine))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	create("Prepare the model?") // a file that is gone says nothing else
}
