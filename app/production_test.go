//go:build window

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/app/session"
	"auximage/ui"
)

// TestProductionIsOpenedChangedComparedAndPushed is what somebody does who has lost
// the model of what runs: production's image is opened, its files are saved, one line
// of the model is another one, what that changes is looked at, and it is pushed under
// the next version.
func TestProductionIsOpenedChangedComparedAndPushed(t *testing.T) {
	d := demotest.Start(t)
	production := strings.Replace(demo.Tag, ":v1", ":v3", 1)
	pushSample(t, d, production)
	s := open(t, d.Config())
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	w := walk{
		T: t, in: english, session: s, folder: d.Downloads(), token: demo.Token,
		Driver: sitDown(t, s, ui.Options{Demo: true, Downloads: d.Downloads(), Version: "walk"}, album(t, "production")),
	}
	w.authToken()
	w.opensImage(production)
	folder := w.savesFiles()
	changesLine(t, filepath.Join(folder, "model.yaml"), "ListenPort: 7001", "ListenPort: 7002")

	w.Clicks("Change")
	w.Sees("No file on disk is touched")
	w.shot("makes-room")
	w.Presses(windowdriver.Tab)
	w.Clicks("Change")
	w.formHas("v4", func(f form.Form) string { return f.Target.Version })
	w.addsFile(filepath.Join(folder, "model.yaml"))

	w.ScrollsTo("What changes…")
	w.Clicks("What changes…")
	w.Sees("topology:/Server/admin-server/ListenPort: 7001 → 7002")
	w.Sees("Shut the whole domain down before it gets this image.")
	w.shot("what-changes")
	w.Clicks("Close")
	w.SeesNo("Shut the whole domain down")

	w.ShiftShortcut(rune(windowdriver.Enter)) // the image's own model is prepared already: nothing is asked
	w.Sees("Push Image Complete")
	w.Sees(strings.Replace(demo.Tag, ":v1", ":v4", 1) + "@sha256:")
	w.shot("pushed")
	reference := referenceIn.FindString(w.ReadsDense())
	pull(t, reference, d.Proxy().URL(), d.CAFile(), demo.User, demo.Token)
	t.Logf("production's image opened, changed, compared and pushed: %v", w.Tally())
	w.Presses(windowdriver.Escape)
	w.SeesNo("What comes next in the domain:")
	w.goesBack(production)
}

// goesBack finds what brings an older version back to the domain: no digest is typed.
func (w *walk) goesBack(tag string) {
	w.Helper()
	w.opensImage(tag)
	w.Clicks("What comes next…")
	w.Sees("What comes next: " + tag)
	w.Sees("kubectl patch domain")
	w.Sees(tag + "@sha256:")
	w.shot("goes-back")
	w.Presses(windowdriver.Escape)
	w.Sees("Save files…")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Save files…")
}

// pushSample pushes the sample to a tag, as somebody did before.
func pushSample(t *testing.T, d *demo.Demo, tag string) {
	t.Helper()
	s := open(t, d.Config())
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	s.Edit(func(f *form.Form) {
		f.SetTag(tag)
		f.SetUser(demo.User)
		f.DownloadDir = folder
	})
	s.Accounts().SetToken(demo.Token)
	done := make(chan error, 1)
	stop := s.Listen(func() {
		if o := s.Snapshot().Outcome; o != nil {
			select {
			case done <- o.Err:
			default:
			}
		}
	})
	defer stop()
	if err := s.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// opensImage opens an image by its tag, over the versions of its repository.
func (w *walk) opensImage(tag string) {
	w.Helper()
	w.ShiftShortcut('o')
	w.Sees("List versions")
	w.Replaces(tag)
	w.Clicks("List versions")
	_, version, _ := strings.Cut(tag, ":")
	w.Sees(version)
	w.shot("open-image")
	w.Clicks(version)
	w.Clicks("Open")
	w.Sees("Save files…")
	w.Sees("model.properties")
	w.Sees("Auxiliary Image Wizard")
	w.shot("opened-image")
}

// savesFiles takes the files out into a new folder, which it returns.
func (w *walk) savesFiles() string {
	w.Helper()
	folder := w.TempDir()
	w.Clicks("Save files…")
	w.Sees("New folder")
	w.Replaces(folder)
	w.Presses(windowdriver.Enter)
	w.Sees("Files saved in")
	w.Clicks("OK")
	w.SeesNo("Files saved in")
	return folder
}

// addsFile adds a file to the form.
func (w *walk) addsFile(path string) {
	w.Helper()
	w.ScrollsTo("Add files…")
	w.Clicks("Add files…")
	w.Sees("Select")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.formHas(path, func(f form.Form) string { return f.Models[0].Path })
	w.SeesNo("New folder")
	w.shot("replaced")
}

func changesLine(t *testing.T, path, old, now string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("no %q in %s (%v)", old, path, err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, now, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}
