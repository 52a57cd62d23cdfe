//go:build window && linux

package main

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"auximage/app/internal/windowdriver"
)

// mostBlocked is how long a callback may wait besides frames while a folder does not
// answer: had it been asked on Fyne's goroutine, that would be for ever.
const mostBlocked = 10 * time.Second

// TestWhatWaitsForAFolderCanBeGivenUp goes wherever else a person names a file, or has
// one read, after the folder of another machine stopped answering: each says what it
// waits for and is left at once, and nothing of what was given up is done.
func TestWhatWaitsForAFolderCanBeGivenUp(t *testing.T) {
	l := newLab(t)
	path := l.project(t)
	folder := filepath.Dir(path)
	w := l.walk(t, "en", english, "given-up")
	w.Shortcut('o')
	w.Sees("Open Project")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.Sees("Passphrase of lab")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Passphrase of lab")
	before, form := w.session.Snapshot().Preferences.CAFile, w.form()
	answer := hang(t, folder)
	p := startProbe()
	w.session.LookAgain()

	w.givesUpAuthorities(folder)
	w.givesUpInFileDialogs(folder)
	w.readsDomain()
	if now := w.form(); now != form {
		t.Errorf("the form became\n%s, it was\n%s", now, form)
	}
	w.stopsCreate()

	waited := p.measured()
	t.Logf("a callback waits, in ms (number, median, 99 of 100, longest): %s; besides frames: %s", spread(waited.waits), spread(waited.apart))
	if longest := slices.Max(waited.apart); longest > mostBlocked {
		t.Errorf("a callback waited %v besides frames", longest)
	}
	answer()
	if now := w.session.Snapshot().Preferences.CAFile; now != before {
		t.Errorf("the CA file that was given up is %s now, it was %s", now, before)
	}
}

// givesUpAuthorities names a CA file in the folder, for good and for a test.
func (w *walk) givesUpAuthorities(folder string) {
	w.Helper()
	w.Shortcut(',')
	w.Sees("Hosts allowed plain http")
	w.Fills("CA file", filepath.Join(folder, "ca.pem"))
	w.Presses(windowdriver.Enter) // OK
	w.Sees("Waiting for " + folder + "…")
	w.shot("ca-file")
	w.Clicks("Cancel")
	w.SeesNo("Waiting for")
	w.Clicks("Test")
	w.Sees("Waiting for " + folder + "…")
	w.Clicks("Cancel")
	w.SeesNo("Waiting for")
	w.Sees("Registry – not tested yet")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Hosts allowed plain http")
}

// givesUpInFileDialogs chooses the folder, a file in it and several of them by their
// paths.
func (w *walk) givesUpInFileDialogs(folder string) {
	w.Helper()
	file, other, image := filepath.Join(folder, "model.yaml"), filepath.Join(folder, "other.zip"), filepath.Join(folder, "image.tar")
	for _, c := range []struct{ menu, item, typed, waits string }{
		{"File", "Add files…", folder, folder},
		{"File", "Add files…", `"` + file + `" "` + other + `"`, file},
		{"Image", "Open image…", image, image},
		{"File", "Save As…", other, other},
	} {
		w.Chooses(c.menu, c.item)
		if c.menu == "Image" {
			w.Clicks("From a file…")
		}
		w.Sees("Computer")
		w.Replaces(c.typed)
		w.Presses(windowdriver.Enter)
		w.Sees("Reading " + c.waits + "…")
		w.shot("dialog")
		w.Presses(windowdriver.Escape)
		w.SeesNo("Computer")
		if w.CanSee("List versions") {
			w.Presses(windowdriver.Escape)
			w.SeesNo("List versions")
		}
	}
}

// readsDomain looks at a Domain, which does not wait until the models were read.
func (w *walk) readsDomain() {
	w.Helper()
	w.Chooses("Image", "What comes next…")
	w.Sees("Domain UID")
	w.Clicks("4. Domain (YAML)")
	w.Sees("kind: Domain")
	w.shot("domain")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Domain UID")
}

// stopsCreate creates an image of models in the folder, and thinks better of it.
func (w *walk) stopsCreate() {
	w.Helper()
	w.Shortcut('r')
	w.Sees("Prepare the model?")
	w.Presses(windowdriver.Enter)
	w.folderDialog()
	w.Sees("Stop")
	w.shot("create")
	w.Clicks("Stop")
	w.Sees("Stopped as you asked")
	w.shot("stopped")
	w.Presses(windowdriver.Enter)
	w.SeesNo("Stopped as you asked")
}
