package input_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"auximage/imaging/input"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// old gives a file a time at which nobody writes any more.
func old(t *testing.T, path string) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, then, then); err != nil {
		t.Fatal(err)
	}
}

func TestWhetherAFileIsStillWhatWasSeen(t *testing.T) {
	for name, c := range map[string]struct {
		change       func(t *testing.T, path string)
		stands, same bool
	}{
		"nothing done": {func(*testing.T, string) {}, true, true},
		"touched":      {old, false, true},
		"written again as it was": {func(t *testing.T, path string) {
			write(t, path+".new", "topology:\n")
			if err := os.Rename(path+".new", path); err != nil {
				t.Fatal(err)
			}
		}, false, true},
		"another content of the same size": {func(t *testing.T, path string) { write(t, path, "resources\n") }, false, false},
		"longer":                           {func(t *testing.T, path string) { write(t, path, "topology:\n# more\n") }, false, false},
		"gone":                             {func(t *testing.T, path string) { _ = os.Remove(path) }, false, false},
		"a folder in its place": {func(t *testing.T, path string) {
			_ = os.Remove(path)
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "model.yaml")
			write(t, path, "topology:\n")
			seen := input.Look(path)
			c.change(t, path)
			if got := seen.Stands(); got != c.stands {
				t.Errorf("stands: got %t, want %t", got, c.stands)
			}
			if got := seen.Same(); got != c.same {
				t.Errorf("same: got %t, want %t", got, c.same)
			}
		})
	}
}

func TestAWriteThatTheClockDoesNotShowIsSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.yaml")
	write(t, path, "topology:\n")
	seen := input.Look(path)
	write(t, path, "resources\n")
	seen.State, _ = input.At(path) // as a clock of two seconds would have it
	if seen.Stands() || seen.Same() {
		t.Error("it is taken for the same")
	}
}

func TestALargeFileIsJudgedByItsState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "archive.zip")
	write(t, path, "")
	if err := os.Truncate(path, 17<<20); err != nil {
		t.Fatal(err)
	}
	seen := input.Look(path)
	if !seen.Stands() || !seen.Same() || seen.Sum != "" {
		t.Errorf("%+v", seen)
	}
	old(t, path)
	if seen.Stands() || seen.Same() {
		t.Error("another state is taken for the same file")
	}
}

func TestAFileThatWasNotThereStandsUntilItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.yaml")
	seen := input.Look(path)
	if !seen.Stands() {
		t.Error("nothing came, and it counts as another")
	}
	write(t, path, "")
	if seen.Stands() || seen.Same() {
		t.Error("it came, and counts as the same")
	}
}
