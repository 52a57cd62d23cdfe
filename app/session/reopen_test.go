//go:build unix

package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"auximage/app/form"
)

// unanswering puts a pipe in the place of a file: whoever reads it waits, as for
// a folder of another machine that does not answer. What is returned answers.
func unanswering(t *testing.T, path string) (answer func()) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err == nil {
		err = errors.Join(os.Remove(path), syscall.Mkfifo(path, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Error(err)
		}
	}
}

func TestAProjectThatComesAfterItWasGivenUpChangesNothing(t *testing.T) {
	path := projectFile(t)
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	answer := unanswering(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Projects().Open(ctx, path) }()
	cancel()
	answer()
	if err := <-ended; !errors.Is(err, context.Canceled) || s.Snapshot().Project != nil {
		t.Errorf("got %v and project %v, want neither", err, s.Snapshot().Project)
	}
}

func TestAStartDoesNotWaitForAProjectsFolder(t *testing.T) {
	path, dir := projectFile(t), t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if err := s.Projects().Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()

	answer := unanswering(t, path)
	s = sessionIn(t, dir, &fakeEngine{}, &memory{}) // comes though nothing answers
	if s.Snapshot().Project != nil {
		t.Error("the project is there before its file was read")
	}
	s.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, "v9") })
	s.settings.flush()
	answer()
	snap := until(t, s, func(snap Snapshot) bool { return snap.Project != nil && snap.Project.Path == path })
	if got := snap.Form.Target.Version; got != "v9" {
		t.Errorf("got version %q, want the one that was typed meanwhile", got)
	}
	if _, err := os.Stat(filepath.Join(dir, settingsName)); err != nil {
		t.Error(err)
	}
}

func TestAnImageStaysAtHandOverARestartWithAProject(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	path := filepath.Join(home, "wages.wktproj")
	fill(t, s, home)
	s.Edit(func(f *form.Form) {
		f.WDT, f.Installer, f.DownloadDir = form.WDTLatest, "", home
		f.CustomBase, f.BaseRef = true, "mirror.example.com/busybox:1.36"
	})
	done(t, s, ActCreateAndPush)
	s.Dismiss()
	if err := s.Projects().SaveAs(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	before := s.Snapshot()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	snap := until(t, s, func(snap Snapshot) bool { return snap.Project != nil })
	if snap.Image == nil || !snap.Image.Pushed || snap.Next != "" {
		t.Fatalf("after a restart the image is %+v and %q shines; form\n%+v, before\n%+v", snap.Image, snap.Next, snap.Form, before.Form)
	}
	_ = s.Close()
	model := snap.Form.Models[0].Path
	write(t, model, otherModel) // while the program is closed
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	snap = until(t, s, func(snap Snapshot) bool { return noted(snap, model, CodeFileChanged) })
	if snap.Image == nil || snap.Next != ActCreate {
		t.Errorf("after an edit the image is %+v and %q shines", snap.Image, snap.Next)
	}
	s.Accounts().SetToken("token")
	if snap = done(t, s, ActPush); snap.Outcome.Err != nil || snap.Outcome.Remade == nil {
		t.Errorf("the push ended with %v, made anew %v", snap.Outcome.Err, snap.Outcome.Remade)
	}
}
