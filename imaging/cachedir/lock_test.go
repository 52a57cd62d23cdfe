package cachedir_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"auximage/imaging/cachedir"
)

func TestALockIsHeldByOneAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "locks")
	var all sync.WaitGroup
	var holders, most atomic.Int64
	for range 8 {
		all.Go(func() {
			defer cachedir.Lock(t.Context(), dir, "a name")()
			now := holders.Add(1)
			if now > most.Load() {
				most.Store(now)
			}
			if _, err := os.ReadDir(dir); err != nil {
				t.Error(err)
			}
			holders.Add(-1)
		})
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d held it at once, want 1", most.Load())
	}
}

func TestALockThatCannotBeHadIsDoneWithout(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cachedir.Lock(t.Context(), file, "a name")()
	dir := t.TempDir()
	defer cachedir.Lock(t.Context(), dir, "a name")()
	within, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	cachedir.Lock(within, dir, "a name")() // held: it is not waited for longer
}
