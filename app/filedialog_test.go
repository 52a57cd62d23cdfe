//go:build window

package main

import (
	"os"
	"path/filepath"
	"testing"

	"auximage/app/internal/windowdriver"
)

// TestShiftAndAClickChooseAllFilesBetween chooses four files of five by two clicks. As
// long as none is chosen, Select does nothing.
func TestShiftAndAClickChooseAllFilesBetween(t *testing.T) {
	l := newLab(t)
	folder := t.TempDir()
	for _, name := range []string{"1.yaml", "2.yaml", "3.yaml", "4.yaml", "5.yaml"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("topology:\n    Name: week\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := l.walk(t, "en", english, "file-dialog")
	w.Shortcut('i')
	w.Sees("Select")
	w.Replaces(folder)
	w.Presses(windowdriver.Enter)
	w.Sees("5.yaml")
	w.Sees("25\u00a0bytes")
	w.Clicks("Select")
	w.Clicks("4.yaml")
	w.ShiftClicks("1.yaml")
	w.shot("through")
	w.Clicks("Select")
	w.SeesNo("Computer")
	w.Waits("have all files", func() bool { f := w.session.Snapshot().Form; return len(f.Models) == 4 })
	for i, name := range []string{"1.yaml", "2.yaml", "3.yaml", "4.yaml"} {
		if got := filepath.Base(w.session.Snapshot().Form.Models[i].Path); got != name {
			t.Errorf("model %d is %s, want %s", i, got, name)
		}
	}
}
