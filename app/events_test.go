//go:build window

package main

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/app/session"
	"auximage/ui"
)

// TestHandsThatKnowOtherPrograms does without looking what any good program
// understands: it types at once, presses Enter in fields, turns the wheel over
// them, and double-clicks in the file dialog.
func TestHandsThatKnowOtherPrograms(t *testing.T) {
	l := newLab(t)
	folder := filepath.Join(l.home, "inputs", "models-of-a-week")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "week.yaml"), []byte("topology:\n    Name: week\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := l.session("en")
	p := sitDown(t, s, ui.Options{Downloads: l.downloads}, album(t, "hands"))
	p.Resizes(fyne.NewSize(900, 600))

	p.Types(demo.Tag) // the tag has the focus
	p.Presses(windowdriver.Enter)
	p.Waits("have the tag", func() bool { return s.Snapshot().Form.Tag == demo.Tag })
	p.SeesNo("Prepare the model?")

	p.ScrollsTo("More: base image, platforms, OpenShift, owner, homes, labels")
	p.Photographs("scrolled")
	p.Clicks("Add files…")
	p.Sees("Select")
	p.Replaces(filepath.Dir(folder))
	p.Presses(windowdriver.Enter)
	p.Opens("models-of-a-week", func() bool { return p.CanSee("week.yaml") })
	p.Photographs("opened-once")
	p.Opens("week.yaml", func() bool { return len(s.Snapshot().Form.Models) == 1 })
	p.SeesNo("New folder")

	s.Edit(func(f *form.Form) { f.SetUser("") })
	p.ShiftShortcut(rune(windowdriver.Enter)) // Create and Push, without an account
	p.Types("tenancynamespace/me")
	p.Waits("have the user typed where the refusal led", func() bool { return s.Snapshot().Form.User == "tenancynamespace/me" })
	p.Photographs("led-to-the-user")
	p.Shortcut(rune(windowdriver.Enter)) // what shines: Create
	p.Sees("Prepare the model?")
	p.Presses(windowdriver.Escape)
	p.SeesNo("Prepare the model?")
	p.Waits("have nothing running", func() bool { return s.Snapshot().Job == nil && s.Snapshot().Next == session.ActCreate })
}
