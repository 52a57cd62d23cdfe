//go:build window

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
)

// asProgram is set in a process of the tests that is the program itself.
const asProgram = "AUXIMAGE_TEST_IS_PROGRAM"

// startedProgram is the program itself, in a process of its own.
type startedProgram struct {
	*windowdriver.Hands
	t   *testing.T
	end chan error
}

// startProgram starts the program over a home folder, with its form in view.
func startProgram(t *testing.T, home string, arguments ...string) *startedProgram {
	t.Helper()
	run := exec.Command(os.Args[0], arguments...)
	run.Env = append(os.Environ(), asProgram+"=1", "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = run.Process.Kill() })
	p := &startedProgram{t: t, end: make(chan error, 1), Hands: windowdriver.ForProgram(t, run.Process.Pid, album(t, "program"))}
	go func() { p.end <- run.Wait() }()
	p.SeesWriting()
	return p
}

// keeps waits until the settings have a text in them, while the program runs.
func (p *startedProgram) keeps(settings, text string) {
	p.t.Helper()
	p.Waits("have "+text+" kept", func() bool { return len(p.end) > 0 || hasText(settings, text) })
	if !hasText(settings, text) {
		p.t.Fatalf("the program has ended, and %s was not kept", text)
	}
}

// ends waits until the program has ended, and fails when it did so badly.
func (p *startedProgram) ends() {
	p.t.Helper()
	p.Waits("have the program ended", func() bool { return len(p.end) > 0 })
	if err := <-p.end; err != nil {
		p.t.Errorf("the program ends with %v", err)
	}
}

// TestTheProgramEndsByItsKeysAndComesBackAsLarge quits the program itself by Ctrl+Q: at
// once where all is saved, after a question where a project has changes.
func TestTheProgramEndsByItsKeysAndComesBackAsLarge(t *testing.T) {
	home := t.TempDir()
	settings := filepath.Join(home, ".config", "auximage", "settings.json")
	p := startProgram(t, home)
	p.ResizesTo(1180, 820)
	p.Types(demo.Tag) // the tag has the focus
	p.keeps(settings, demo.Tag)
	p.Shortcut('q')
	p.ends()

	project := filepath.Join(t.TempDir(), "shop.wktproj")
	if err := os.WriteFile(project, []byte(`{"image": {"auxImageTag": "lhr.ocir.io/ns/shop:v1"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	p = startProgram(t, home, "-project", project)
	if width, height := p.Size(); width != 1180 || height != 820 {
		t.Errorf("the window comes back as %d x %d, want 1180 x 820", width, height)
	}
	p.keeps(settings, "ns/shop:v1")
	p.Replaces("lhr.ocir.io/ns/shop:v2")
	p.keeps(settings, "ns/shop:v2")
	p.Turns(func() { p.Shortcut('q') })
	p.Photographs("save-the-changes")
	p.Turns(func() { p.Presses(windowdriver.Escape) }) // Cancel
	p.Types("2")
	p.keeps(settings, "ns/shop:v22")
	p.Turns(func() { p.Shortcut('q') })
	p.Presses(windowdriver.Enter) // Save
	p.ends()
	if !hasText(project, "ns/shop:v22") {
		t.Error("the project lacks the change")
	}
}

// hasText tells whether a file has a text in it.
func hasText(file, text string) bool {
	content, err := os.ReadFile(file)
	return err == nil && strings.Contains(string(content), text)
}
