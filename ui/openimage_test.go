package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// pushedSample is a window of the try-out that has pushed the sample model.
func pushedSample(t *testing.T) *Window {
	t.Helper()
	d := demotest.Start(t)
	w := opened(t)
	if err := d.Prepare(w.session); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) { f.DownloadDir = t.TempDir() })
	if err := w.session.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "the image is pushed", func(s session.Snapshot) bool { return s.Outcome != nil })
	if err := w.session.Snapshot().Outcome.Err; err != nil {
		t.Fatal(err)
	}
	w.closeAll(t)
	return w
}

// closeAll closes what dialogs there are.
func (w *Window) closeAll(t *testing.T) {
	t.Helper()
	w.session.Dismiss()
	w.redraw()
	for w.dialogs.Top() != nil {
		w.dialogs.Top().Close()
	}
}

// openedTag opens an image by its tag through the menu's dialog.
func (w *Window) openedTag(t *testing.T, tag string) {
	t.Helper()
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText(tag)
	test.Tap(w.button("Open"))
	w.eventually(t, "the image is shown", func(session.Snapshot) bool { return w.button("Save files…") != nil })
}

// said returns the texts of the top dialog.
func (w *Window) said() string {
	var all []string
	for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
		if l, ok := o.(*kit.Label); ok {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "\n")
}

func TestTheTryOutWarnsOfNothing(t *testing.T) {
	w := pushedSample(t)
	s := w.session.Snapshot()
	if len(s.Findings) > 0 {
		t.Errorf("found: %v", s.Findings)
	}
	for _, l := range s.Log {
		if l.Level > report.Info {
			t.Errorf("the console has: %s", l.Text)
		}
	}
}

func TestAnImageInARegistryIsOpenedAndItsFilesAreSaved(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	said := w.said()
	for _, want := range []string{"model.yaml", "model.properties", "archive.zip", "/auxiliary/models", "Auxiliary Image Wizard", "sha256:"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	dir := t.TempDir()
	test.Tap(w.button("Save files…"))
	w.browser.path.SetText(dir)
	test.Tap(w.browser.confirm)
	w.eventually(t, "the files are saved", func(session.Snapshot) bool { return w.topTitle() == "Save files" && w.button("OK") != nil })
	for _, name := range []string{"model.yaml", "model.properties", "archive.zip"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestWhatWouldChangeInAnImageIsShown(t *testing.T) {
	w := pushedSample(t)
	other := filepath.Join(t.TempDir(), "model.yaml")
	old := w.session.Snapshot().Form.Models[0].Path
	text, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, []byte(strings.Replace(string(text), "ListenPort: 7001", "ListenPort: 7002", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) { f.Replace(map[string][]string{old: {other}}) })
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Compare…"))
	test.Tap(w.button("With what is filled in"))
	w.eventually(t, "the difference is shown", func(session.Snapshot) bool { return w.topTitle() == "What changes" && w.button("Close") != nil })
	said := w.said()
	for _, want := range []string{
		"topology:/Server/admin-server/ListenPort: 7001 → 7002", "-       ListenPort: 7001", "+       ListenPort: 7002",
		"cannot be changed while the domain runs: topology:/Server/admin-server/ListenPort.", "Shut the whole domain down",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}

func TestAnImageThatIsNotThereIsToldOf(t *testing.T) {
	w := pushedSample(t)
	const missing = "lhr.ocir.io/tenancynamespace/nothing:v1"
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText(missing)
	test.Tap(w.button("Open"))
	w.eventually(t, "that is told", func(session.Snapshot) bool { return w.topTitle() == "Open image" && w.button("OK") != nil })
	if said := w.said(); !strings.Contains(said, "Check the name and the version: "+missing) || strings.Contains(said, "reate") {
		t.Errorf("got %q, want what whoever reads can do", said)
	}
	test.Tap(w.button("OK"))
	if first, asks := w.dialogs.Top().First.(*kit.Entry); !asks || first.Text != missing {
		t.Errorf("what was typed is lost: the dialog is %q", w.topTitle())
	}
}

func TestAnOpenedImageIsChangedAndPushedUnderTheNextTag(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	test.Tap(w.button("Change")) // what is filled in may go
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool { return s.Form.From != "" && !w.dialogs.busy() })
	s := w.session.Snapshot()
	if s.Form.Target.Version != "v2" || s.Form.WDT != form.WDTKept || !s.Form.KeepBase || len(s.Form.InImage()) != 3 {
		t.Fatalf("the form is %+v", s.Form)
	}
	w.eventually(t, "the rows say where the files are", func(session.Snapshot) bool { return strings.Contains(w.saidInFiles(), "in the image v1") })

	model := s.Form.Models[0]
	w.view.unfolded[model.Path] = true
	w.redraw()
	over := &recorded{App: w.app}
	w.opener.app = over
	test.Tap(w.buttonIn(t, "Take out to edit…"))
	dir := t.TempDir()
	taken := filepath.Join(dir, "model.yaml")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.browser.path.SetText(dir)
	test.Tap(w.browser.confirm)
	w.eventually(t, "the question", func(session.Snapshot) bool { return w.topTitle() == "Replace the files?" })
	test.Tap(w.button("Replace"))
	w.eventually(t, "the model is on the disk", func(s session.Snapshot) bool { return s.Form.Models[0].Path == taken })
	if said := w.said(); w.topTitle() != "Take out to edit" || !strings.Contains(said, taken) || !strings.Contains(said, "in place of the file in the image") {
		t.Errorf("%q says %q", w.topTitle(), said)
	}
	test.Tap(w.button("Open in the system's editor"))
	test.Tap(w.button("Open the folder"))
	if want := []string{fileURL(taken).String(), fileURL(dir).String()}; !slices.Equal(over.opened, want) {
		t.Errorf("the system was asked for %q, want %q", over.opened, want)
	}
	w.closeAll(t)
	if row := w.auxiliary.files.row(taken); row == nil || row.name == nil {
		t.Error("the row of the file that was taken out is not unfolded")
	}
	text, err := os.ReadFile(taken)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(taken, []byte(strings.Replace(string(text), "ListenPort: 7001", "ListenPort: 7002", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.session.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "the changed image is pushed", func(s session.Snapshot) bool { return s.Outcome != nil })
	o := w.session.Snapshot().Outcome
	if o.Err != nil || o.Receipt == nil || !strings.Contains(o.Receipt.Reference, ":v2@") {
		t.Fatalf("got %+v (%v)", o.Receipt, o.Err)
	}
	if o.Receipt.Sent > 8<<10 {
		t.Errorf("%d bytes are sent, want the models and what names them", o.Receipt.Sent)
	}
	w.closeAll(t)
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText(demo.Tag)
	test.Tap(w.button("Open"))
	w.eventually(t, "the first image is shown", func(session.Snapshot) bool { return w.button("Compare…") != nil })
	test.Tap(w.button("Compare…"))
	w.dialogs.Top().First.(*kit.Entry).SetText(strings.TrimSuffix(demo.Tag, "v1") + "v2")
	test.Tap(w.button("Compare"))
	w.eventually(t, "the difference is shown", func(session.Snapshot) bool { return w.topTitle() == "What changes" && w.button("Close") != nil })
	if said := w.said(); !strings.Contains(said, "topology:/Server/admin-server/ListenPort: 7001 → 7002") || strings.Contains(said, "archive.zip") {
		t.Errorf("got\n%s", said)
	}
}

func TestWhetherToPrepareIsNotAskedOfAnImagesOwnModels(t *testing.T) {
	w := pushedSample(t)
	own := w.session.Snapshot().Form.Models[0].Path
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	test.Tap(w.button("Change"))
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool {
		return s.Form.From != "" && !w.dialogs.busy() && s.WhyNot[session.ActCreate] == nil
	})
	test.Tap(w.title.create)
	w.eventually(t, "the image is created", func(s session.Snapshot) bool { return s.Outcome != nil })
	if got := w.topTitle(); got != "Create Auxiliary Image Complete" {
		t.Errorf("the dialog is %q", got)
	}
	w.closeAll(t)
	other := filepath.Join(t.TempDir(), "other.yaml")
	text, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, text, 0o600); err != nil {
		t.Fatal(err)
	}
	w.session.Edit(func(f *form.Form) { f.Add([]string{other}) })
	w.eventually(t, "one more model is in the form", func(s session.Snapshot) bool { return s.WhyNot[session.ActCreate] == nil })
	if test.Tap(w.title.create); w.topTitle() != "Prepare the model?" {
		t.Errorf("of a model that the image does not have nothing is asked: %q", w.topTitle())
	}
}

// openedAs shows the try-out's image as another one that the change makes of it.
func (w *Window) openedAs(t *testing.T, change func(*imaging.Opened)) {
	t.Helper()
	o, err := session.OpenImage(t.Context(), w.session, demo.Tag, "")
	if err != nil {
		t.Fatal(err)
	}
	change(o)
	newOpenedImage(w, o).show()
}

func TestWhatIsTheNewestAlreadyIsNotChanged(t *testing.T) {
	w := pushedSample(t)
	for button, want := range map[string]string{
		"Update base":      demo.Tag + " is already on ",
		"Replace WDT only": "The WebLogic Deploy Tooling in " + demo.Tag + " is already the latest",
	} {
		before := w.session.Snapshot().Form.Content()
		w.openedAs(t, func(*imaging.Opened) {})
		test.Tap(w.button(button))
		w.eventually(t, button+" is answered", func(session.Snapshot) bool { return w.button("OK") != nil })
		if got := w.said(); !strings.Contains(got, want) || w.session.Snapshot().Form.Content() != before {
			t.Errorf("%s: got %q, want %q and the form as it was", button, got, want)
		}
		w.closeAll(t)
	}
}

func TestABaseThatIsNotTheNewestIsReplacedByOneClick(t *testing.T) {
	w := pushedSample(t)
	w.openedAs(t, func(o *imaging.Opened) { o.Base.Digest.Hex = strings.Repeat("0", 64) })
	test.Tap(w.button("Update base"))
	w.eventually(t, "the question", func(session.Snapshot) bool { return w.topTitle() == "Change the image" && w.button("Change") != nil })
	if reference, _ := w.session.Snapshot().Form.NewBase(); !strings.Contains(w.said(), "The new image is put on "+reference+"@sha256:") {
		t.Errorf("it says %q, want %s with its digest", w.said(), reference)
	}
	test.Tap(w.button("Change"))
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool { return s.Form.From != "" && !w.dialogs.busy() })
	if f := w.session.Snapshot().Form; f.KeepBase || f.WDT != form.WDTKept {
		t.Errorf("the form is %+v", f)
	}
}

func TestFilesThatAreThereAlreadyAreReplacedOnlyAfterAQuestion(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	dir := t.TempDir()
	there := filepath.Join(dir, "model.yaml")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	save := func(answer string) {
		t.Helper()
		test.Tap(w.button("Save files…"))
		w.browser.path.SetText(dir)
		test.Tap(w.browser.confirm)
		w.eventually(t, "the question", func(session.Snapshot) bool { return w.topTitle() == "Replace the files?" })
		if said := w.said(); !strings.Contains(said, "model.yaml is there already") {
			t.Errorf("it says %q", said)
		}
		test.Tap(w.button(answer))
	}
	save("Another folder…")
	if w.browser == nil || w.topTitle() != "Save files" {
		t.Fatalf("no other folder is asked for: %q", w.topTitle())
	}
	w.press(fyne.KeyEscape)
	if text, err := os.ReadFile(there); err != nil || string(text) != "mine" {
		t.Errorf("it is %q, %v", text, err)
	}
	save("Replace")
	w.eventually(t, "the files are saved", func(session.Snapshot) bool { return w.topTitle() == "Save files" && w.button("OK") != nil })
	if text, err := os.ReadFile(there); err != nil || string(text) == "mine" {
		t.Errorf("it is %q, %v", text, err)
	}
}

func TestTheOlderOfTwoImagesIsTheOneBefore(t *testing.T) {
	const v9, v10, other = "lhr.ocir.io/ns/repo:v9@sha256:1", "lhr.ocir.io/ns/repo:v10", "lhr.ocir.io/ns/other:v1"
	for _, c := range []struct{ opened, with, before string }{{v10, v9, v9}, {v9, v10, v9}, {v10, other, v10}, {"/tmp/a.tar", v9, "/tmp/a.tar"}} {
		if got := olderFirst(c.opened, c.with); got.before != c.before {
			t.Errorf("%s opened, compared with %s: before is %s", c.opened, c.with, got.before)
		}
	}
}

func TestBothSidesOfADifferenceAreNamedAndSwapped(t *testing.T) {
	w := opened(t)
	openDifference(w, "What changes", compared{before: "lhr.ocir.io/ns/repo:v1"}, productionChanged())
	if said := w.said(); !strings.Contains(said, "- Before\nlhr.ocir.io/ns/repo:v1") || !strings.Contains(said, "+ After\nwhat is filled in") || w.button("Swap") != nil {
		t.Errorf("it says\n%s", said)
	}
	openDifference(w, "What changes", compared{"lhr.ocir.io/ns/repo:v1", "lhr.ocir.io/ns/repo:v2"}, productionChanged())
	if said := w.said(); !strings.Contains(said, "- Before\nlhr.ocir.io/ns/repo:v1\n+ After\nlhr.ocir.io/ns/repo:v2") || w.button("Swap") == nil {
		t.Errorf("it says\n%s", said)
	}
}

func TestWDTAloneIsReplacedByOneClick(t *testing.T) {
	w := pushedSample(t)
	w.openedAs(t, func(o *imaging.Opened) { o.WDT.Version = "4.0.0" })
	test.Tap(w.button("Replace WDT only"))
	w.eventually(t, "the question", func(session.Snapshot) bool { return w.topTitle() == "Change the image" && w.button("Change") != nil })
	test.Tap(w.button("Change"))
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool { return s.Form.From != "" && !w.dialogs.busy() })
	if f := w.session.Snapshot().Form; f.WDT != form.WDTLatest || !f.KeepBase || len(f.InImage()) != 3 {
		t.Errorf("the form is %+v", f)
	}
}

func TestBesideATakenTagStandsWhatAPushWouldChange(t *testing.T) {
	w := pushedSample(t)
	w.session.Edit(func(f *form.Form) { f.Remove(f.Variables[0].Path) })
	if err := w.session.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "the tag is taken", func(s session.Snapshot) bool { return isTaken(s.Outcome) && s.Job == nil })
	test.Tap(w.title.taken.changes)
	w.eventually(t, "the difference is shown", func(session.Snapshot) bool { return w.topTitle() == "What changes" && w.button("Close") != nil })
	if said := w.said(); !strings.Contains(said, "-cluster.size=2") && !strings.Contains(said, "- cluster.size=2") {
		t.Errorf("got\n%s", said)
	}
}

func TestAChangeOfAnImageLeavesTheProjectThatIsOpen(t *testing.T) {
	w := pushedSample(t)
	path := filepath.Join(t.TempDir(), "wages"+session.ProjectEnding)
	if err := w.session.Projects().SaveAs(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w.redraw()
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	if said := w.said(); !strings.Contains(said, "The project wages is left") {
		t.Errorf("the question says %q", said)
	}
	test.Tap(w.button("Change"))
	w.eventually(t, "the form changes the image", func(s session.Snapshot) bool { return s.Form.From != "" && w.dialogs.Top() == nil })
	if p := w.session.Snapshot().Project; p != nil {
		t.Errorf("the project %s is still open", p.Name)
	}
	w.choose(t, "File", "Save")
	if said := w.said(); !strings.Contains(said, "only in the image") {
		t.Errorf("a save says %q", said)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the project's file is now\n%s, %v", after, err)
	}
}
