package cachedir_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"auximage/imaging/cachedir"
)

// TestAFileIsReplacedThatAnotherReads has it open for a moment, as a virus scanner
// does or a second run: Windows replaces it when it was closed, other systems at once.
func TestAFileIsReplacedThatAnotherReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	another, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, func() { _ = another.Close() })
	if err := cachedir.AtomicWrite(t.Context(), path, 0, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "new" {
		t.Errorf("got %q, want new (%v)", text, err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}
