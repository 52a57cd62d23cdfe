package session

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"auximage/app/form"
)

// childFolder is set in a process of its own that a test started: the folder of
// its settings.
const childFolder = "AUXIMAGE_TEST_SETTINGS"

// child returns the running test in a process of its own, by another program
// where one is named.
func child(t *testing.T, dir string, by ...string) *exec.Cmd {
	t.Helper()
	test, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(by, test, "-test.run", "^"+t.Name()+"$")
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	return cmd
}

// numbered returns a tag that tells how many were saved before it.
func numbered(n int) string { return fmt.Sprint("lhr.ocir.io/ns/x:v", n) }

// saveForEver saves one number after the other and says each that is safe.
func saveForEver(t *testing.T, dir string) {
	for n := 1; ; n++ {
		s := sessionIn(t, dir, &fakeEngine{}, &memory{})
		s.Edit(func(f *form.Form) { f.SetTag(numbered(n)) })
		s.Edit(func(f *form.Form) { f.DownloadDir = strings.Repeat("x", 100_000) }) // so that a write takes its time
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		fmt.Println("saved", n)
	}
}

func TestSettingsAreWholeAfterAKillAtAnyMoment(t *testing.T) {
	if dir := os.Getenv(childFolder); dir != "" {
		saveForEver(t, dir)
	}
	for range 15 {
		dir := t.TempDir()
		running := child(t, dir)
		out, err := running.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := running.Start(); err != nil {
			t.Fatal(err)
		}
		safe, lines := 0, bufio.NewScanner(out)
		for last := 1 + rand.IntN(4); safe < last && lines.Scan(); {
			safe, _ = strconv.Atoi(strings.TrimPrefix(lines.Text(), "saved "))
		}
		<-time.After(time.Duration(rand.IntN(int(8 * time.Millisecond)))) // into the next one
		_ = running.Process.Kill()
		_ = running.Wait()

		kept, first, aside, err := readSettings(dir)
		if first || aside != "" || err != nil {
			t.Fatalf("%d were saved, and now: first %v, aside %q, %v", safe, first, aside, err)
		}
		if at, _ := strconv.Atoi(strings.TrimPrefix(kept.Form.Target.Version, "v")); at < safe {
			t.Errorf("%d were saved, %q is there", safe, kept.Form.Target.Version)
		}
	}
}

func TestWhatAKillLeftOfTheSettingsGoesInTime(t *testing.T) {
	dir := t.TempDir()
	old, young := filepath.Join(dir, ".writing-123"), filepath.Join(dir, ".writing-456")
	aside := filepath.Join(dir, settingsName+".damaged-20260102T030405")
	for _, path := range []string{old, young, aside} {
		if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	for _, path := range []string{old, aside} {
		if err := os.Chtimes(path, yesterday, yesterday); err != nil {
			t.Fatal(err)
		}
	}
	_ = sessionIn(t, dir, &fakeEngine{}, &memory{})
	for path, stays := range map[string]bool{old: false, young: true, aside: true} { // another window may be writing the young one
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

func TestAFullDiskLeavesTheOldSettings(t *testing.T) {
	if dir := os.Getenv(childFolder); dir != "" {
		saveOnAFullDisk(t, dir)
		return
	}
	namespace := []string{"unshare", "--mount"}
	if os.Getuid() != 0 {
		namespace = append(namespace, "--map-root-user")
	}
	if said, err := exec.Command(namespace[0], append(namespace[1:], "true")...).CombinedOutput(); err != nil {
		t.Fatalf("a mount namespace is needed, as root or with user namespaces (.ci/rootmount): %v: %s", err, said)
	}
	dir := t.TempDir()
	full := `mount -t tmpfs -o size=64k tmpfs "$0" && "$@"`
	if said, err := child(t, dir, append(namespace, "sh", "-c", full, dir)...).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, said)
	}
}

// saveOnAFullDisk fills the disk of a folder between two saves.
func saveOnAFullDisk(t *testing.T, dir string) {
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(numbered(1)) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, settingsName))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "filler"), make([]byte, 1<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	s = sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag(numbered(2)) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if log := s.Snapshot().Log; len(log) == 0 || !strings.Contains(log[len(log)-1].Text, dir) {
		t.Errorf("the log %v does not say so", log)
	}
	if after, err := os.ReadFile(filepath.Join(dir, settingsName)); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old settings are now %.50q, %v", after, err)
	}
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, _ error) error {
		if name := entry.Name(); !entry.IsDir() && name != settingsName && name != "filler" && filepath.Ext(name) != ".lock" {
			t.Errorf("%s was left", name)
		}
		return nil
	})
}
