//go:build window && linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/app/session"
)

// hang makes a folder one that does not answer, until the test ends: a file system
// is mounted over it whose server never reads a request.
func hang(t *testing.T, dir string) (answer func()) {
	t.Helper()
	server, err := syscall.Open("/dev/fuse", syscall.O_RDWR|syscall.O_CLOEXEC, 0)
	if err != nil {
		t.Skip("no file system can be served here: ", err)
	}
	if err := syscall.Mount("hang", dir, "fuse", syscall.MS_NOSUID|syscall.MS_NODEV, fmt.Sprintf("fd=%d,rootmode=40000,user_id=0,group_id=0", server)); err != nil {
		_ = syscall.Close(server)
		t.Skip("nothing can be mounted here: ", err)
	}
	open := true
	answer = func() {
		if open {
			_ = syscall.Unmount(dir, syscall.MNT_DETACH)
			_ = syscall.Close(server) // whoever waits is told that nobody is there
			open = false
		}
	}
	t.Cleanup(answer)
	return answer
}

// TestAFolderThatDoesNotAnswerHoldsUpNothingElse does with a project what a person
// does every week, after the folder of another machine stopped answering. Had Fyne's
// goroutine asked that folder once, nothing more would be seen.
func TestAFolderThatDoesNotAnswerHoldsUpNothingElse(t *testing.T) {
	l := newLab(t)
	path := l.project(t)
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w := l.walk(t, "en", english, "hang")
	w.Shortcut('o')
	w.Sees("Open Project")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.Sees("Passphrase of lab")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Passphrase of lab")
	answer := hang(t, filepath.Dir(path))

	p := startProbe()
	w.session.LookAgain()
	for _, step := range []struct {
		what string
		do   func()
		sees string
	}{
		{"Save", func() { w.Shortcut('s') }, "Waiting for"},
		{"Open Project", func() { w.Shortcut('o'); w.Replaces(path); w.Presses(windowdriver.Enter) }, "Reading "},
		{"Add files", func() { w.Shortcut('i') }, "Add model, variable and archive files"},
		{"Save As", func() { w.ShiftShortcut('s') }, "Save the project as"},
	} {
		step.do()
		w.Sees(step.sees)
		w.shot(step.what)
		for range 2 { // the wait, and the dialog below it
			w.Presses(windowdriver.Escape)
		}
		w.SeesNo(step.sees)
	}
	waited := p.measured()
	t.Logf("a callback waits, in ms (number, median, 99 of 100, longest): %s; besides frames: %s", spread(waited.waits), spread(waited.apart))
	answer()
	w.goesOn(path, written)
}

// TestACreateSaysWhichFileItWaitsFor creates an image of a model whose folder stopped
// answering, and stops it again.
func TestACreateSaysWhichFileItWaitsFor(t *testing.T) {
	l := newLab(t)
	model := filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(model, []byte("topology:\n    Name: week\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := l.walk(t, "en", english, "hang-create")
	w.session.AddFiles(model)
	w.session.Edit(func(f *form.Form) { f.SetTag(demo.Tag); f.WDT = form.WDTNone })
	w.Waits("have looked at the model", func() bool {
		s := w.session.Snapshot()
		return !s.Inspected.Running && s.WhyNot[session.ActCreate] == nil
	})
	answer := hang(t, filepath.Dir(model))
	if err := w.session.Start(session.ActCreate); err != nil {
		t.Fatal(err)
	}
	w.Sees("Waiting for " + model)
	w.shot("waiting")
	w.Clicks("Stop")
	w.Waits("have stopped", func() bool { return w.session.Snapshot().Job == nil })
	answer()
}

// goesOn sees that a save which was given up wrote nothing once the folder answered,
// and that the next one is taken.
func (w *walk) goesOn(path string, written []byte) {
	w.Helper()
	w.session.LookAgain()
	s := w.session.Projects()
	if err := s.Save(cancelled(w.Context())); !errors.Is(err, context.Canceled) {
		w.Errorf("a save that was given up ends with %v, want %v", err, context.Canceled)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, written) {
		w.Errorf("the file of a save that was given up holds %q (%v), want %q", now, err, written)
	}
	if err := s.Save(w.Context()); err != nil {
		w.Errorf("the next save: %v", err)
	}
}

func cancelled(parent context.Context) context.Context {
	ctx, cancel := context.WithCancel(parent)
	cancel()
	return ctx
}
