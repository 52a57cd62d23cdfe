package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/ui/kit"
)

// pushedSample is a window of the try-out that has pushed the sample model.
func pushedSample(t *testing.T) *Window {
	t.Helper()
	d, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
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
	for _, want := range []string{"topology:/Server/admin-server/ListenPort: 7001 → 7002", "-       ListenPort: 7001", "+       ListenPort: 7002"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}

func TestAnImageThatIsNotThereIsToldOf(t *testing.T) {
	w := pushedSample(t)
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText("lhr.ocir.io/tenancynamespace/nothing:v1")
	test.Tap(w.button("Open"))
	w.eventually(t, "that is told", func(session.Snapshot) bool { return w.topTitle() == "Open image" && w.button("OK") != nil })
}
